#pragma once

#include "actors/counters.hpp"
#include "actors/reply.hpp"
#include "actors/world.hpp"
#include "domain/obligation.hpp"
#include "gateways/payment_gateway.hpp"

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>

#include <memory>

namespace baedal::actors {

/// One call to the payment gateway on behalf of an order. A reply that dies unanswered means
/// `unavailable` before the call went out and `unknown` after it.
struct gateway_message {
  order_id order;
  obligation_body body; ///< owe_authorise, owe_look_up or owe_refund
  std::string traceparent;
  reply<gateway_answer> back;
};

struct gateway_desk_setup {
  std::shared_ptr<gateways::payment_gateway> gateway;
  std::shared_ptr<counters> count;
  std::size_t workers = 16;         ///< calls in flight at most; each is a thread of its own
  std::size_t most_waiting = 4'000; ///< calls that wait for a worker; beyond it `unavailable`
  bool own_threads = true;          ///< false: workers run on the scheduler (tests, simulation)
  world* time = &real_world();
  std::shared_ptr<gauge> in_flight = std::make_shared<gauge>(0); ///< waiting ones included
};

/// Spawns the desk: event-based, in front of detached workers that block on the gateway.
caf::actor spawn_gateway_desk(caf::actor_system& system, gateway_desk_setup setup);

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::gateway_message)
