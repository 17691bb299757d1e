#pragma once

#include "actors/reply.hpp"
#include "actors/world.hpp"
#include "domain/obligation.hpp"
#include "gateways/payment_gateway.hpp"

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/behavior.hpp>
#include <caf/fwd.hpp>

namespace baedal::actors {

/// One call to the payment gateway on behalf of an order. A reply that dies unanswered means
/// `unavailable` before the call went out and `unknown` after it.
struct gateway_message {
  order_id order;
  obligation_body body; ///< owe_authorise, owe_look_up or owe_refund
  std::string traceparent;
  reply<gateway_answer> back;
};

/// Worker -> desk: it is free again.
struct call_ended {
  caf::actor worker;
  bool failed = false; ///< the gateway gave no answer that decides; a decline is one
  std::chrono::milliseconds took{};
};

struct gateway_worker_memory {
  gateway_worker_memory() = default;

  const char* name = "gateway worker";
};
static_assert(!std::is_aggregate_v<gateway_worker_memory>);

/// Makes one call at a time, which blocks, and tells who sent it when it has ended.
caf::behavior run_gateway_worker(caf::stateful_actor<gateway_worker_memory>* self,
                                 std::shared_ptr<gateways::payment_gateway> gateway, world* time);

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::gateway_message)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::call_ended)
