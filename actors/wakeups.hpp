#pragma once

#include "actors/entity_setup.hpp"

namespace baedal::actors {

struct wakeups_setup {
  std::shared_ptr<const entity_setup> entities;
  std::chrono::milliseconds poll{1'000};
  std::size_t at_once = 500; ///< rows woken per poll: a limited rate after a long outage
};

/// Spawns the service that wakes entities whose wakeup rows are due (design D7). It asks the
/// journal's writer, so a poll is also how a lost database is found out while nobody writes.
caf::actor spawn_wakeups(caf::actor_system& system, wakeups_setup setup);

} // namespace baedal::actors
