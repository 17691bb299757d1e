#pragma once

#include "actors/counters.hpp"
#include "actors/queries.hpp"
#include "actors/world.hpp"
#include "persistence/read_model.hpp"

#include <caf/actor.hpp>

#include <functional>

namespace baedal::actors {

/// What a query pool is made of.
struct query_pool_setup {
  /// Opens a new, unconnected connection; called in a reader's thread.
  std::function<std::unique_ptr<persistence::read_model>()> open_reads;
  std::size_t readers = 2;
  std::size_t most_waiting = 1'000; ///< beyond it `overloaded`
  world* time = &real_world();
  bool own_threads = true; ///< false: the readers run on the scheduler (tests, simulation)
  std::shared_ptr<counters> count = std::make_shared<counters>();
  std::shared_ptr<gauge> in_flight = std::make_shared<gauge>(0); ///< waiting ones included
};

/// Spawns the pool that answers `query_message`: an event-based front and detached readers, each
/// with a connection of its own. A reader that finds its connection broken makes a new one and asks
/// again, once; after that the query is refused with `unavailable`. Pages hold at most 500 rows,
/// topics 5,000; a cursor that no page gave is refused with `value_invalid`. Ends when a reader
/// ends, so that its supervisor starts all anew.
caf::actor spawn_query_pool(caf::actor_system& system, query_pool_setup setup);

} // namespace baedal::actors
