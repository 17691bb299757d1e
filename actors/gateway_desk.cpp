#include "actors/gateway_desk.hpp"

#include "actors/blocking_call.hpp"
#include "actors/crash_log.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>

#include <deque>

namespace baedal::actors {

namespace {

using idle_atom = caf::atom_constant<caf::atom("idle")>;

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

struct gateway_worker_memory {
  gateway_worker_memory() = default;

  const char* name = "gateway worker";
};
static_assert(!std::is_aggregate_v<gateway_worker_memory>);

/// Makes one call at a time and says when it is free again.
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
        [self, what, said, desk] {
          dies_after.crash_if_fired();
          what.back.deliver(answer_lost.fires() ? gateway_answer{} : *said);
          self->send(desk, idle_atom::value, caf::actor{self});
        });
    },
    [](const later_step& step) { (*step)(); },
  };
}

/// The queue in front of the workers.
class gateway_desk final : public caf::event_based_actor {
public:
  gateway_desk(caf::actor_config& config, gateway_desk_setup setup)
    : caf::event_based_actor(config), setup_(std::move(setup)) {
    // nop
  }

  const char* name() const override { return "gateway desk"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "gateway desk");
    for (std::size_t i = 0; i < setup_.workers; ++i)
      hire();
    set_down_handler([this](const caf::down_msg& down) { on_worker_down(down); });
    return {
      [this](gateway_message& what) { on_call(what); },
      [this](idle_atom, const caf::actor& worker) {
        idle_.push_back(worker);
        hand_out();
      },
    };
  }

  void on_exit() override {
    for (const auto& worker : all_)
      anon_send_exit(worker, caf::exit_reason::user_shutdown);
    all_.clear();
    idle_.clear();
  }

private:
  void hire() {
    auto worker = setup_.own_threads
                    ? system().spawn<caf::detached>(run_gateway_worker, setup_.gateway, setup_.time)
                    : system().spawn(run_gateway_worker, setup_.gateway, setup_.time);
    monitor(worker);
    all_.push_back(worker);
    idle_.push_back(std::move(worker));
  }

  void on_call(gateway_message& what) {
    if (waiting_.size() >= setup_.most_waiting) {
      setup_.count->overloaded.fetch_add(1, std::memory_order_relaxed);
      return what.back.refuse(errc::unavailable);
    }
    waiting_.push_back(std::move(what));
    hand_out();
  }

  void hand_out() {
    while (!waiting_.empty() && !idle_.empty()) {
      setup_.count->gateway_calls.fetch_add(1, std::memory_order_relaxed);
      send(idle_.back(), std::move(waiting_.front()));
      waiting_.pop_front();
      idle_.pop_back();
    }
  }

  void on_worker_down(const caf::down_msg& down) {
    const auto is_gone = [&](const caf::actor& worker) { return worker == down.source; };
    all_.erase(std::remove_if(all_.begin(), all_.end(), is_gone), all_.end());
    idle_.erase(std::remove_if(idle_.begin(), idle_.end(), is_gone), idle_.end());
    hire();
    hand_out();
  }

  gateway_desk_setup setup_;
  std::vector<caf::actor> all_;
  std::vector<caf::actor> idle_;
  std::deque<gateway_message> waiting_;
};

} // namespace

caf::actor spawn_gateway_desk(caf::actor_system& system, gateway_desk_setup setup) {
  return system.spawn<gateway_desk>(std::move(setup));
}

} // namespace baedal::actors
