#include "actors/projector.hpp"

#include "actors/blocking_call.hpp"
#include "actors/crash_log.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <deque>

namespace baedal::actors {

namespace {

failpoint dies_before{"projection.dies_before_turn", "the projector's worker dies with its turn"};
failpoint dies_after{"projection.dies_after_turn", "it dies before it says that its turn is done"};

enum class projection_task : std::uint8_t {
  look,     ///< compare the offsets with the heads
  catch_up, ///< read a piece of what is missing
  apply,    ///< the batches
};

struct projection_turn {
  projection_task task = projection_task::look;
  std::shared_ptr<const std::vector<committed_batch>> batches;
};

struct projection_turn_done {
  errc code = errc::none;
  bool behind = false;
};

struct retry_tick {};
struct look_tick {};
struct gathered_tick {
  std::uint64_t pause = 0; ///< which one is over
};

} // namespace

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::projection_turn)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::projection_turn_done)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::retry_tick)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::look_tick)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::gathered_tick)

namespace baedal::actors {

namespace {

/// The blocking half: one database call after the other, so that a turn ends soon.
class projection_worker final : public caf::event_based_actor {
public:
  projection_worker(caf::actor_config& config, std::shared_ptr<const projector_setup> setup)
    : caf::event_based_actor(config), setup_(std::move(setup)) {
    // nop
  }

  const char* name() const override { return "projector worker"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "projector worker");
    return {
      [this](const projection_turn& turn) {
        auto answer = make_response_promise<projection_turn_done>();
        blocking_call(
          this, *setup_->time,
          [this, turn] {
            dies_before.crash_if_fired();
            outcome_ = serve(turn);
          },
          [this, answer]() mutable {
            dies_after.crash_if_fired();
            note(outcome_);
            answer.deliver(projection_turn_done{outcome_.code(), session_ && session_->behind()});
          });
      },
      [](const later_step& step) { (*step)(); },
    };
  }

private:
  result<unit> serve(const projection_turn& turn) {
    if (!session_) {
      auto fresh = std::make_unique<projection_session>(
        setup_->open_journal(), setup_->open_reads(), setup_->progress, *setup_->time,
        setup_->share);
      if (auto opened = fresh->open(); !opened)
        return opened.error();
      session_ = std::move(fresh);
    }
    switch (turn.task) {
      case projection_task::look:
        return session_->look();
      case projection_task::catch_up:
        return session_->catch_up();
      case projection_task::apply:
        return session_->apply(*turn.batches);
    }
    return unit{};
  }

  void note(const result<unit>& outcome) {
    auto& progress = *setup_->progress;
    if (!outcome) {
      session_.reset(); // Whatever it knew may be wrong: begin again from the offsets.
      progress.failures.fetch_add(1);
      if (progress.reachable.exchange(false) || progress.failures.load() == 1)
        spdlog::warn("the read models cannot be written: {} {}", to_string(outcome.code()),
                     outcome.error().detail);
    } else if (!progress.reachable.exchange(true)) {
      spdlog::info("the read models can be written");
    }
  }

  std::shared_ptr<const projector_setup> setup_;
  std::unique_ptr<projection_session> session_;
  result<unit> outcome_{unit{}}; ///< of the turn
};

/// The event-based half: collects while the worker is busy.
class projector final : public caf::event_based_actor {
public:
  projector(caf::actor_config& config, std::shared_ptr<const projector_setup> setup)
    : caf::event_based_actor(config), setup_(std::move(setup)) {
    // nop
  }

  const char* name() const override { return "projector"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "projector");
    worker_ = setup_->own_thread ? spawn<projection_worker, caf::detached>(setup_)
                                 : spawn<projection_worker>(setup_);
    monitor(worker_);
    set_down_handler([this](const caf::down_msg& down) { quit(down.reason); });
    delayed_send(this, setup_->look_every, look_tick{});
    go_on();
    return {
      [this](committed_batch& batch) { accept(std::move(batch)); },
      [this](const await_catch_up& who) {
        if (current_)
          who.back.deliver(unit{});
        else
          waiters_.push_back(who.back);
      },
      [this](retry_tick) {
        backing_off_ = false;
        go_on();
      },
      [this](gathered_tick over) {
        gathering_ = gathering_ && over.pause != pauses_;
        go_on();
      },
      [this](look_tick) {
        look_due_ = true;
        delayed_send(this, setup_->look_every, look_tick{});
        go_on();
      },
    };
  }

  void on_exit() override {
    setup_->progress->waiting.store(0);
    anon_send_exit(worker_, caf::exit_reason::user_shutdown);
    worker_ = nullptr;
    waiters_.clear();
  }

private:
  void accept(committed_batch batch) {
    waiting_ += batch->size();
    queue_.push_back(std::move(batch));
    if (waiting_ + in_turn_ > setup_->most_waiting) {
      setup_->progress->overflows.fetch_add(1);
      queue_.clear(); // The journal has it all.
      waiting_ = 0;
      must_look_ = true;
    }
    show_waiting();
    go_on();
  }

  /// Gives the worker its next turn, if it is free and there is one.
  void go_on() {
    if (busy_ || backing_off_)
      return;
    if (turn_)
      return give(*turn_); // Again: it failed.
    if (must_look_ || (look_due_ && queue_.empty()))
      return give({projection_task::look, nullptr});
    if (behind_)
      return give({projection_task::catch_up, nullptr});
    if (!queue_.empty() && (!gathering_ || waiting_ >= setup_->worth_a_turn))
      give({projection_task::apply, next_batches()});
  }

  std::shared_ptr<const std::vector<committed_batch>> next_batches() {
    auto batches = std::make_shared<std::vector<committed_batch>>();
    std::size_t size = 0;
    while (!queue_.empty() && size < setup_->largest_turn) {
      size += queue_.front()->size();
      batches->push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    in_turn_ = size;
    waiting_ -= size;
    return batches;
  }

  void give(projection_turn turn) {
    busy_ = true;
    if (turn.task == projection_task::look)
      must_look_ = look_due_ = false;
    turn_ = turn;
    request(worker_, caf::infinite, std::move(turn))
      .then([this](projection_turn_done told) { on_done(told); },
            [this](const caf::error& why) { quit(why); });
  }

  void on_done(projection_turn_done told) {
    busy_ = false;
    if (told.code != errc::none) {
      // The offsets decide afresh what is missing, so only published batches have to be kept.
      if (turn_->task != projection_task::apply)
        turn_.reset();
      must_look_ = true;
      return back_off();
    }
    if (turn_->task == projection_task::apply)
      gather();
    turn_.reset();
    attempts_ = 0;
    in_turn_ = 0;
    behind_ = told.behind;
    show_waiting();
    if (!behind_ && !must_look_)
      become_current();
    go_on();
  }

  /// A page of an index costs the same whether one order changes it or ten do.
  void gather() {
    gathering_ = true;
    delayed_send(this, setup_->gather, gathered_tick{++pauses_});
  }

  void back_off() {
    using namespace std::chrono_literals;
    backing_off_ = true;
    const auto pause =
      std::min<std::chrono::milliseconds>(50ms * (1 << std::min(attempts_, 5)), 1s);
    ++attempts_;
    delayed_send(this, pause, retry_tick{});
  }

  void become_current() {
    if (current_)
      return;
    current_ = true;
    setup_->progress->current.store(true);
    for (const auto& each : std::exchange(waiters_, {}))
      each.deliver(unit{});
  }

  void show_waiting() {
    setup_->progress->waiting.store(static_cast<std::int64_t>(waiting_ + in_turn_));
  }

  std::shared_ptr<const projector_setup> setup_;
  caf::actor worker_;
  std::deque<committed_batch> queue_;
  std::optional<projection_turn> turn_; ///< given, and not done with success
  std::vector<reply<unit>> waiters_;
  std::size_t waiting_ = 0; ///< appends in queue_
  std::size_t in_turn_ = 0; ///< appends in the worker's turn
  int attempts_ = 0;
  bool must_look_ = true;
  bool behind_ = false;
  bool busy_ = false;
  bool backing_off_ = false;
  bool gathering_ = false;
  std::uint64_t pauses_ = 0;
  bool look_due_ = false; ///< with what is waiting written, the heads are compared
  bool current_ = false;
};

} // namespace

caf::actor spawn_projector(caf::actor_system& system, projector_setup setup) {
  return system.spawn<projector>(std::make_shared<const projector_setup>(std::move(setup)));
}

} // namespace baedal::actors
