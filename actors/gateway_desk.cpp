#include "actors/gateway_desk.hpp"

#include "actors/crash_log.hpp"

#include <caf/all.hpp>

#include <algorithm>
#include <deque>
#include <optional>

namespace baedal::actors {

namespace {

using patience_atom = caf::atom_constant<caf::atom("patience")>;

gateway_answer not_asked(const char* code, std::chrono::milliseconds retry_after = {}) {
  gateway_answer out;
  out.said = gateway_answer::verdict::unavailable;
  out.code = code;
  out.retry_after = retry_after;
  return out;
}

/// The queues in front of the workers.
class gateway_desk final : public caf::event_based_actor {
public:
  gateway_desk(caf::actor_config& config, gateway_desk_setup setup)
    : caf::event_based_actor(config), setup_(std::move(setup)),
      kept_for_repairs_(std::max<std::size_t>(setup_.workers / 8, 1)) {
    // nop
  }

  const char* name() const override { return "gateway desk"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "gateway desk");
    setup_.breaker->give_all_back(); // What an earlier desk called, nobody will record.
    for (std::size_t i = 0; i < setup_.workers; ++i)
      hire();
    set_down_handler([this](const caf::down_msg& down) { on_worker_down(down); });
    return {
      [this](gateway_message& what) { on_call(what); },
      [this](const call_ended& what) { on_ended(what); },
      [this](patience_atom, std::uint64_t watch) { on_patience(watch); },
    };
  }

  void on_exit() override {
    for (const auto& each : workers_)
      anon_send_exit(each.self, caf::exit_reason::user_shutdown);
    workers_.clear();
  }

private:
  struct worker {
    caf::actor self;
    bool busy = false;
    std::optional<breaker_permit> leave; ///< it asks for money; else, if busy, it repairs
  };
  /// Unlike the time of day it never jumps.
  using time_point = caf::actor_clock::time_point;
  struct question {
    time_point until; ///< then it is given up
    gateway_message what;
  };

  void hire() {
    auto fresh = setup_.own_threads
                   ? system().spawn<caf::detached>(run_gateway_worker, setup_.gateway, setup_.time)
                   : system().spawn(run_gateway_worker, setup_.gateway, setup_.time);
    monitor(fresh);
    workers_.push_back({std::move(fresh), false, {}});
  }

  void on_call(gateway_message& what) {
    const auto* asked = std::get_if<owe_authorise>(&what.body);
    if ((asked ? asks_.size() : repairs_.size()) >= setup_.most_waiting) {
      setup_.count->overloaded.fetch_add(1, std::memory_order_relaxed);
      return what.back.refuse(errc::unavailable);
    }
    what.back.count_in(setup_.in_flight);
    if (!asked)
      repairs_.push_back(std::move(what));
    else if (!setup_.breaker->lets_pass())
      return turn_away(what);
    else
      wait(std::move(what), asked->answer_within);
    hand_out();
  }

  void wait(gateway_message what, std::chrono::milliseconds patience) {
    const auto until = clock().now() + patience;
    asks_.push_back({until, std::move(what)});
    hand_out();
    if (!asks_.empty() && (!watched_ || until < *watched_))
      watch(until);
  }

  /// One timer stands for all that wait.
  void watch(time_point until) {
    watched_ = until;
    delayed_send(this, std::max(until - clock().now(), time_point::duration{0}),
                 patience_atom::value, ++watch_);
  }

  void on_patience(std::uint64_t watch_of_then) {
    if (watch_of_then != watch_)
      return; // An earlier end took its place.
    watched_.reset();
    const auto now = clock().now();
    std::optional<time_point> next;
    for (auto each = asks_.begin(); each != asks_.end();) {
      if (each->until <= now) {
        give_up(each->what);
        each = asks_.erase(each);
      } else {
        next = std::min(next.value_or(each->until), each->until);
        ++each;
      }
    }
    if (next)
      watch(*next);
  }

  void give_up(const gateway_message& what) {
    setup_.count->gateway_busy.fetch_add(1, std::memory_order_relaxed);
    what.back.deliver(not_asked("gateway_busy"));
  }

  void turn_away(const gateway_message& what) {
    what.back.deliver(not_asked("breaker_open", setup_.breaker->until_passable()));
  }

  void on_ended(const call_ended& what) {
    const auto known = find(what.worker.address());
    if (known == workers_.end())
      return;
    known->busy = false;
    if (known->leave)
      setup_.breaker->record(*known->leave, what.failed, what.took);
    known->leave.reset();
    hand_out();
  }

  void on_worker_down(const caf::down_msg& down) {
    const auto known = find(down.source);
    if (known == workers_.end())
      return;
    if (known->leave)
      setup_.breaker->give_back(*known->leave);
    workers_.erase(known);
    hire();
    hand_out();
  }

  /// Gives free workers what waits: first what keeps repairs alive, then those who wait for an
  /// answer, then further repairs.
  void hand_out() {
    while (!asks_.empty() && !setup_.breaker->lets_pass()) {
      turn_away(asks_.front().what);
      asks_.pop_front();
    }
    auto free = free_worker();
    while (free != workers_.end()) {
      const auto repairing = repairs_under_way();
      const bool needs_repair = !repairs_.empty() && repairing < kept_for_repairs_;
      if (!needs_repair && !asks_.empty())
        ask(*free);
      else if (needs_repair || (!repairs_.empty() && repairing < most_repairs()))
        repair(*free);
      else
        return;
      free = free_worker();
    }
  }

  void ask(worker& free) {
    auto next = std::move(asks_.front().what);
    asks_.pop_front();
    free.leave = setup_.breaker->admit();
    if (free.leave)
      give(free, std::move(next));
    else
      turn_away(next);
  }

  void repair(worker& free) {
    auto next = std::move(repairs_.front());
    repairs_.pop_front();
    give(free, std::move(next));
  }

  void give(worker& free, gateway_message what) {
    free.busy = true;
    setup_.count->gateway_calls.fetch_add(1, std::memory_order_relaxed);
    send(free.self, std::move(what));
  }

  [[nodiscard]] std::size_t most_repairs() const {
    return setup_.breaker->is_closed() ? std::max(setup_.workers / 2, kept_for_repairs_)
                                       : kept_for_repairs_;
  }

  [[nodiscard]] std::size_t repairs_under_way() const {
    return static_cast<std::size_t>(std::count_if(
      workers_.begin(), workers_.end(), [](auto& each) { return each.busy && !each.leave; }));
  }

  std::vector<worker>::iterator free_worker() {
    return std::find_if(workers_.begin(), workers_.end(), [](auto& each) { return !each.busy; });
  }

  std::vector<worker>::iterator find(const caf::actor_addr& who) {
    return std::find_if(workers_.begin(), workers_.end(),
                        [&](const worker& each) { return each.self == who; });
  }

  gateway_desk_setup setup_;
  const std::size_t kept_for_repairs_; ///< workers
  std::vector<worker> workers_;
  std::deque<question> asks_;
  std::deque<gateway_message> repairs_;
  std::optional<time_point> watched_; ///< what the timer is set for
  std::uint64_t watch_ = 0;           ///< the newest timer
};

} // namespace

caf::actor spawn_gateway_desk(caf::actor_system& system, gateway_desk_setup setup) {
  return system.spawn<gateway_desk>(std::move(setup));
}

} // namespace baedal::actors
