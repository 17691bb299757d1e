#pragma once

// The parts of the wrapper that every instantiation needs: what comes in. Included by the
// entity_<kind>.cpp files only.

#include "actors/crash_log.hpp"
#include "actors/entity.hpp"
#include "actors/entity_answering.hpp"
#include "actors/entity_deciding.hpp"
#include "actors/entity_waiting.hpp"
#include "actors/history_pages.hpp"
#include "failpoints/failpoint.hpp"

#include <spdlog/spdlog.h>

namespace baedal::actors {

inline failpoint entity_dies_falling_asleep{
  "entity.dies_falling_asleep", "an entity dies before it writes down what was acknowledged"};

/// A continuation that must run inside the entity although its cause came from another thread.
using entity_thunk = std::shared_ptr<std::function<void()>>;

template <class State>
entity<State>::entity(caf::actor_config& config, std::string id, caf::actor region,
                      std::shared_ptr<const entity_setup> setup, ancestry past)
  : caf::event_based_actor(config), id_(std::move(id)), past_(past), region_(std::move(region)),
    setup_(std::move(setup)), key_{aggregate<State>::kind, id_}, errands_(key_.text(), setup_) {
  setup_->count->awake.fetch_add(1, std::memory_order_relaxed);
}

template <class State>
entity<State>::~entity() {
  setup_->count->awake.fetch_sub(1, std::memory_order_relaxed);
}

template <class State>
caf::behavior entity<State>::make_behavior() {
  log_crashes(this, to_string(aggregate<State>::kind).data()); // A literal.
  if (past_ == ancestry::newborn) {
    wakeup_row_ = std::optional<instant>{};
    phase_ = phase::ready;
  } else if (auto journal = setup_->find("journal"))
    this->send(journal, recover_request{key_, caf::actor{this}});
  else
    end_with(errc::unavailable);
  return {
    [this](message& what) { on_command(what); },
    [this](read_message<State>& what) { on_read(what); },
    [this](history_message& what) { on_history(what); },
    [this](recover_done& what) { on_recovered(what); },
    [this](const append_done& what) { on_appended(what); },
    [this](const obligation_result& what) { on_obligation_result(what); },
    [this](const entity_tick& what) { on_tick(what); },
    [this](const wake_message&) { on_wake(); },
    [this](const ask_to_sleep&) { on_ask_to_sleep(); },
    [](const entity_thunk& run) { (*run)(); },
  };
}

template <class State>
void entity<State>::on_exit() {
  // Whoever still waits is answered by the death of the replies; nothing may keep the region alive.
  region_ = nullptr;
  waiting_.clear();
  readers_.clear();
  historians_.clear();
  unsettled_.clear();
  round_.reset();
}

template <class State>
void entity<State>::on_command(message& what) {
  if (waiting_.size() >= setup_->most_waiting) {
    setup_->count->overloaded.fetch_add(1, std::memory_order_relaxed);
    return what.back.refuse(errc::overloaded);
  }
  waiting_.push_back(std::move(what));
  if (phase_ == phase::ready)
    decide_waiting();
}

template <class State>
void entity<State>::on_read(read_message<State>& what) {
  if (phase_ == phase::recovering)
    return readers_.push_back(std::move(what));
  if (!is_visible(*memory_.now))
    return what.back.refuse(aggregate<State>::unknown);
  const auto present = view_of(*memory_.now).version;
  if (!what.version || *what.version == present)
    return what.back.deliver(present_view());
  if (*what.version == 0 || *what.version > present)
    return what.back.refuse(errc::version_unknown);
  read_past(read_view_at<State>(*what.version, memory_.personal, what.back));
}

template <class State>
void entity<State>::on_history(history_message& what) {
  if (phase_ == phase::recovering)
    return historians_.push_back(std::move(what));
  if (!is_visible(*memory_.now))
    return what.back.refuse(aggregate<State>::unknown);
  if constexpr (std::is_same_v<State, order>) {
    read_past(read_history_page(what.after, what.limit, what.back));
  } else {
    what.back.refuse(errc::value_invalid);
  }
}

template <class State>
void entity<State>::on_recovered(recover_done& what) {
  if (!what.found)
    return end_with(what.found.code());
  epoch_ = what.epoch;
  const auto read = memory_.read(*what.found);
  if (!read && what.found->from)
    return recover_without_snapshot(std::move(what.found->personal));
  on_folded(read);
}

/// A snapshot only shortens recovery: one that cannot be used is passed over.
template <class State>
void entity<State>::recover_without_snapshot(std::optional<std::string> personal) {
  spdlog::warn("a snapshot of {} cannot be used: its whole history is read", key_.text());
  memory_ = {};
  read_past({[this](const auto& rows) -> result<walked> {
               if (auto taken = memory_.take(rows); !taken)
                 return taken.error();
               return walked::goes_on;
             },
             [this, personal = std::move(personal)](const result<unit>& ended) {
               on_folded(ended ? memory_.take_personal(personal, key_.text()) : ended);
             }});
}

template <class State>
void entity<State>::on_folded(const result<unit>& read) {
  if (read.code() == errc::history_unreadable) {
    spdlog::error("history unreadable: {}", read.error().detail);
    setup_->count->unreadable.fetch_add(1, std::memory_order_relaxed);
  }
  if (!read)
    return end_with(read.code());
  if (memory_.version == 0)
    wakeup_row_ = std::optional<instant>{}; // A new entity has no row.
  phase_ = phase::ready;
  if (memory_.version > 0)
    show(*setup_->shelf, *memory_.now); // Its last answer may have been lost.
  if constexpr (std::is_same_v<State, order>) {
    if (memory_.version > 0) {
      caller from; // What it finds out about a payment under way belongs to the payment's trace.
      for (const auto& owe : owed(*memory_.now))
        if (!owe.receiver)
          from.traceparent = memory_.trace_of(owe.number).traceparent;
      waiting_.insert(waiting_.begin(),
                      message{id_, order_recovered{}, std::move(from), {}, {}, {}});
    }
  }
  for (auto& reader : std::exchange(readers_, {}))
    on_read(reader);
  for (auto& historian : std::exchange(historians_, {}))
    on_history(historian);
  if (waiting_.empty())
    return carry_on();
  decide_waiting(); // Before anything is sent: a call that may have been made is only looked up.
}

template <class State>
void entity<State>::on_appended(const append_done& what) {
  if (!round_)
    return;
  if (what.code == errc::none)
    commit(what);
  else
    fail(what.code);
}

template <class State>
void entity<State>::on_obligation_result(const obligation_result& what) {
  auto answered = errands_.answered(what.what);
  if constexpr (std::is_same_v<State, order>) {
    // What follows belongs to its trace.
    caller from{{}, {}, memory_.trace_of(answered.number).traceparent};
    waiting_.push_back(message{id_, std::move(answered), std::move(from), {}, {}, {}});
    if (phase_ == phase::ready)
      decide_waiting();
  }
}

template <class State>
void entity<State>::on_tick(const entity_tick& what) {
  if (what.generation == tick_generation_ && phase_ == phase::ready)
    carry_on();
}

template <class State>
void entity<State>::on_wake() {
  if (phase_ != phase::ready)
    return; // Recovery and commit carry on by themselves.
  carry_on();
  correct_wakeup();
}

template <class State>
void entity<State>::on_ask_to_sleep() {
  const bool busy = phase_ != phase::ready || !waiting_.empty() || !unsettled_.empty()
                    || reading_past_ > 0 || has_soon();
  if (busy) {
    this->send(region_, stays_awake{id_});
    return;
  }
  asked_to_sleep_ = true;
  if (errands_.soft().empty())
    return leave();
  entity_dies_falling_asleep.crash_if_fired();
  decide_waiting(); // Journals the soft acknowledgements first.
}

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::entity_thunk)
