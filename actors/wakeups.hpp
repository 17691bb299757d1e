#pragma once

#include "actors/entity_setup.hpp"

namespace baedal::actors {

struct wakeups_setup {
  std::shared_ptr<const entity_setup> entities;
  std::chrono::milliseconds poll{1'000};
  std::size_t at_once = 500; ///< rows looked at per poll: a limited rate after a long outage
  std::chrono::milliseconds rest{5'000}; ///< from the end of one round to the start of the next
};

/// Spawns the service that wakes entities whose wakeup rows are due (design D7). It asks the
/// journal's writer, so a poll is also how a lost database is found out while nobody writes.
///
/// A row may stay due for long: its entity is in quarantine, or awake and carrying what it owes.
/// So each poll looks first at rows that became due since the last one, and then goes on with a
/// round over all that were due before, which never takes less than a fifth of the rows. However
/// many are stuck, a deadline is late by a poll, and what was missed comes with the next round.
caf::actor spawn_wakeups(caf::actor_system& system, wakeups_setup setup);

} // namespace baedal::actors
