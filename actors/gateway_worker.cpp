#include "actors/gateway_worker.hpp"

#include "actors/blocking_call.hpp"
#include "actors/crash_log.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>

#include <algorithm>

namespace baedal::actors {

namespace {

failpoint dies_before{"gateway.dies_before_call", "a worker dies before it calls the gateway"};
failpoint dies_after{"gateway.dies_after_call", "a worker dies before it tells what was said"};
failpoint answer_lost{"gateway.answer_lost", "the gateway's answer is lost"};

gateway_answer call(gateways::payment_gateway& gateway, const gateway_message& what) {
  const auto key = [&](const char* verb, std::uint32_t attempt) {
    return std::string{verb} + "-" + what.order.value + "-" + std::to_string(attempt);
  };
  return std::visit(
    overloaded{
      [&](const owe_authorise& owed) {
        return gateway.authorise({what.order, owed.token, owed.amount,
                                  key("authorise", owed.attempt), owed.answer_within,
                                  what.traceparent});
      },
      [&](const owe_look_up&) {
        return gateway.look_up({.order = what.order, .traceparent = what.traceparent});
      },
      [&](const owe_refund& owed) {
        return gateway.refund({.payment_key = owed.payment_key,
                               .amount = owed.whole ? std::nullopt : std::optional{owed.amount},
                               .idempotency_key = key("refund", owed.attempt),
                               .reason = "order " + what.order.value,
                               .traceparent = what.traceparent});
      },
      [](const auto&) { return gateway_answer{}; },
    },
    what.body);
}

bool is_failure(gateway_answer::verdict said) {
  return said == gateway_answer::verdict::unknown || said == gateway_answer::verdict::unavailable;
}

} // namespace

caf::behavior run_gateway_worker(caf::stateful_actor<gateway_worker_memory>* self,
                                 std::shared_ptr<gateways::payment_gateway> gateway, world* time) {
  log_crashes(self, "gateway worker");
  return {
    [self, gateway, time](const gateway_message& what) {
      dies_before.crash_if_fired();
      what.back.mark_handed_over();
      auto desk = caf::actor_cast<caf::actor>(self->current_sender());
      auto said = std::make_shared<gateway_answer>();
      blocking_call(
        self, *time, [gateway, what, said] { *said = call(*gateway, what); },
        [self, what, said, desk, time, begun = time->now()] {
          dies_after.crash_if_fired();
          if (answer_lost.fires())
            *said = {};
          what.back.deliver(*said);
          const auto took = std::max(time->now() - begun, std::chrono::milliseconds{0});
          self->send(desk, call_ended{caf::actor{self}, is_failure(said->said), took});
        });
    },
    [](const later_step& step) { (*step)(); },
  };
}

} // namespace baedal::actors
