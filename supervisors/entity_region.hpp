#pragma once

#include "actors/entity_setup.hpp"
#include "actors/protocol.hpp"
#include "supervisors/region_past.hpp"

#include <caf/actor.hpp>

namespace baedal::supervisors {

/// The awake entities of one kind on this node: OTP's simple_one_for_one, with passivation (design
/// section 6).
///
/// It wakes an entity on its first message and forwards all later ones; it starts a new incarnation
/// only after the old one's down message, and keeps messages for an entity that is going down until
/// then, so passivation never refuses anything. A crashed entity is woken again at once; one that
/// keeps crashing, or whose history cannot be read, is quarantined with growing delay, its callers
/// get `unavailable`, and it does not use up the region's allowance. Commands in flight are
/// bounded; where more than `most_awake` are awake, those unused for longest are asked to sleep
/// early. A region that is killed kills its entities but cannot wait for them: the next incarnation
/// finds them in `past`, wakes none of them again before it is down, and knows who is in
/// quarantine.
template <class State>
caf::actor spawn_region(caf::actor_system& system,
                        std::shared_ptr<const actors::entity_setup> setup,
                        std::shared_ptr<actors::gauge> in_flight,
                        std::shared_ptr<region_past> past = std::make_shared<region_past>());

} // namespace baedal::supervisors
