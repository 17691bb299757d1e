#pragma once

#include "actors/counters.hpp"
#include "actors/gateway_worker.hpp"
#include "actors/shared_breaker.hpp"

namespace baedal::actors {

struct gateway_desk_setup {
  std::shared_ptr<gateways::payment_gateway> gateway;
  std::shared_ptr<counters> count;
  std::shared_ptr<shared_breaker> breaker;
  std::size_t workers = 16;         ///< calls in flight at most; each is a thread of its own
  std::size_t most_waiting = 4'000; ///< in each queue; beyond it `unavailable`
  bool own_threads = true;          ///< false: workers run on the scheduler (tests, simulation)
  world* time = &real_world();
  std::shared_ptr<gauge> in_flight = std::make_shared<gauge>(0); ///< waiting ones included
};

/// Spawns the desk: event-based, in front of detached workers that block on the gateway.
///
/// Asking for money passes the circuit breaker. While it lets nobody through, or where no worker is
/// free within the time that the gateway would be given to answer, the answer is `unavailable` at
/// once ("breaker_open", "gateway_busy"): nothing was asked.
///
/// Look-ups and refunds repair what is in doubt or owed. They pass at any time, for nobody else can
/// settle them, and count for nothing; but they take no more than half of the workers, and while
/// the breaker is not closed only the few that are always kept for them.
caf::actor spawn_gateway_desk(caf::actor_system& system, gateway_desk_setup setup);

} // namespace baedal::actors
