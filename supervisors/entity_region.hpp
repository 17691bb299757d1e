#pragma once

#include "actors/entity_setup.hpp"
#include "actors/protocol.hpp"
#include "supervisors/former_residents.hpp"

#include <caf/actor.hpp>

namespace baedal::supervisors {

/// When the region itself gives up, and how it treats entities that crash.
struct region_limits {
  std::size_t crashes = 200; ///< of entities that are not in quarantine, within `period`
  std::chrono::milliseconds period{10'000};
  std::size_t crashes_before_quarantine = 3; ///< of one entity, without a quiet minute between them
  std::chrono::milliseconds first_quarantine{1'000};
  std::chrono::milliseconds longest_quarantine{300'000}; ///< the delay doubles up to this
  /// Hears of each crashed entity that is woken again at once, by the region's name, with the time
  /// that the region knows.
  std::function<void(std::string_view region, instant now)> restarted = {};
};

/// The awake entities of one kind on this node: OTP's simple_one_for_one, with passivation (design
/// section 6).
///
/// It wakes an entity on its first message and forwards all later ones; it starts a new incarnation
/// only after the old one's down message, and keeps messages for an entity that is going down until
/// then, so passivation never refuses anything. A crashed entity is woken again at once; one that
/// keeps crashing is quarantined with growing delay, its callers get `unavailable`, and it does not
/// use up the region's allowance. Commands in flight are bounded. A region that is killed kills its
/// entities but cannot wait for them: the next incarnation finds them in `former` and wakes none of
/// them again before it is down.
template <class State>
caf::actor spawn_region(caf::actor_system& system,
                        std::shared_ptr<const actors::entity_setup> setup,
                        std::shared_ptr<actors::gauge> in_flight, region_limits limits = {},
                        std::shared_ptr<former_residents> former =
                          std::make_shared<former_residents>());

} // namespace baedal::supervisors
