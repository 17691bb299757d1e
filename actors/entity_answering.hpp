#pragma once

// What happens once an append is settled. Included through entity_core.hpp only.

#include "actors/entity.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/send.hpp>

namespace baedal::actors {

inline failpoint entity_dies_before_fold{"entity.dies_before_fold",
                                         "an entity dies when its append is committed"};
inline failpoint entity_dies_before_answer{"entity.dies_before_answer",
                                           "it dies before it answers"};
inline failpoint entity_dies_after_answer{"entity.dies_after_answer",
                                          "it dies after it has answered"};

/// Stores and brands show their new face to the node's catalogue before they answer (design D8).
inline void show(catalogue& shelf, const store& state) {
  shelf.update(std::make_shared<const store_card>(state.card));
}
inline void show(catalogue& shelf, const brand& state) {
  shelf.update(std::make_shared<const brand_view>(state.seen));
}
template <class State>
void show(catalogue&, const State&) {
  // Nobody else is in the catalogue.
}

template <class State>
void entity<State>::commit(const append_done& what) {
  entity_dies_before_fold.crash_if_fired();
  auto settled = std::move(*round_);
  round_.reset();
  memory_.now = std::move(settled.next);
  memory_.version += settled.drafts.size();
  if (!what.hash.empty()) {
    memory_.hash = what.hash;
    epoch_ = what.epoch;
  }
  for (auto& [sender_text, entry] : settled.memory_after.inbox)
    memory_.remember({persistence::event_cause{entry.sender, entry.number, entry.answer}, {}, {}},
                     entry.heard, memory_.version);
  for (auto& entry : settled.memory_after.keys)
    memory_.remember({{}, entry.key, {}}, settled.at, entry.version);
  memory_.personal = std::move(settled.memory_after.personal);
  if (settled.personal_changed)
    kept_answers_.clear(); // They show what may be erased by now.
  memory_.traces = std::move(settled.memory_after.traces);
  if (auto moved = new_wakeup(*memory_.now, settled.at))
    wakeup_row_ = *moved;
  if constexpr (std::is_same_v<State, order>)
    errands_.forget_soft(owed(*memory_.now));
  phase_ = phase::ready;
  show(*setup_->shelf, *memory_.now);
  entity_dies_before_answer.crash_if_fired();
  for (const auto& decided : settled.commands)
    if (decided.told && !settled.personal_changed) // They would show what this very append erases.
      keep_answer(decided.message, *decided.told);
  tell_all(settled.waited);
  tell_all(settled.commands);
  entity_dies_after_answer.crash_if_fired();
  carry_on();
}

template <class State>
void entity<State>::fail(errc why) {
  auto lost = std::move(*round_);
  round_.reset();
  phase_ = phase::ready;
  if (why == errc::version_exists)
    setup_->count->stale_twins.fetch_add(1, std::memory_order_relaxed);
  for (auto& decided : lost.commands)
    tell(decided.message,
         refusal{why == errc::version_exists || why == errc::fenced ? errc::unavailable : why});
  for (auto& waiting : lost.waited)
    unsettled_.push_back(std::move(waiting.message));
  if (why != errc::unavailable && why != errc::overloaded && why != errc::data_rejected)
    return end_with(why);
  if (asked_to_sleep_) {
    asked_to_sleep_ = false;
    this->send(region_, stays_awake{id_});
  }
  look_back_again(lost);
  timer_tried_at_.reset();
  arm(setup_->time->now() + setup_->first_retry * 5); // Timers and obligations try again.
}

/// What an incarnation finds at its start is written down before it sends anything, however often
/// the journal refuses.
template <class State>
void entity<State>::look_back_again(const round& lost) {
  if constexpr (std::is_same_v<State, order>) {
    for (const auto& decided : lost.commands)
      if (std::holds_alternative<order_recovered>(decided.message.command))
        waiting_.insert(waiting_.begin(), message{id_, order_recovered{}, {}, {}, {}, {}});
  }
}

template <class State>
void entity<State>::tell(const message& what, result<answer<view>> outcome) {
  what.back.complete(std::move(outcome));
}

/// Does what is due now, and sees to it that what is due later is not forgotten.
template <class State>
void entity<State>::carry_on() {
  if constexpr (std::is_same_v<State, order>) {
    if (!waiting_.empty() && std::holds_alternative<order_recovered>(waiting_.front().command))
      return decide_waiting(); // First of all: an earlier incarnation may have called the gateway.
    const auto now = setup_->time->now();
    auto due = next_timer(*memory_.now);
    if (due && *due <= now) {
      if (timer_tried_at_ != memory_.version)
        waiting_.push_back(message{id_, timer_due{}, {}, {}, {}, {}});
      timer_tried_at_ =
        memory_.version; // One that had to be put off is tried after the next event.
      due.reset();
    }
    const auto next =
      errands_.run(owed(*memory_.now), {caf::actor{this}, memory_.now->last_event_at, epoch_},
                   [this](std::uint64_t number) { return memory_.trace_of(number).traceparent; });
    if (next)
      due = due ? std::min(*due, *next) : next;
    arm(due);
  }
  if (memory_.snapshot_is_due(setup_->snapshot_every)) {
    memory_.snapshot_at = memory_.version;
    memory_.forget_silent();
    if (auto journal = setup_->find("journal"))
      this->send(journal, save_snapshot{memory_.snapshot_of(key_.text())});
  }
  if (!waiting_.empty())
    return decide_waiting();
  if (asked_to_sleep_)
    return leave();
  if (memory_.version == 0)
    this->send(region_, has_nothing{id_});
}

/// Whether it goes on by itself: it stays awake, and a tick or an answer to come stands for what is
/// next.
template <class State>
bool entity<State>::has_soon() const {
  if constexpr (std::is_same_v<State, order>) {
    const auto until = setup_->time->now() + own_timers();
    const auto owe_soon = owed(*memory_.now);
    const auto timer = next_timer(*memory_.now);
    return (timer && *timer <= until)
           || std::any_of(owe_soon.begin(), owe_soon.end(), [&](const obligation& owe) {
                return !errands_.is_settled(owe.number) && owe.not_before <= until;
              });
  }
  return false;
}

/// Moves a wakeup row that has become wrong: due, and nothing to do any more. It travels with a
/// note, for only an append of events is fenced. While something is due soon, the early row is left
/// alone: it brings the entity back should it die, and moves with the next event.
template <class State>
void entity<State>::correct_wakeup() {
  if (phase_ != phase::ready || has_soon())
    return;
  wakeup_row_.reset();
  auto now = begin_round();
  settle_softly(now);
  if (now.drafts.empty())
    add_draft(now, persistence::encode_note({}), std::nullopt, {});
  hand_over(std::move(now));
}

template <class State>
void entity<State>::arm(std::optional<instant> due) {
  ++tick_generation_;
  const auto now = setup_->time->now();
  if (!due || *due - now > own_timers())
    return; // The wakeup row brings it back: it stands in the journal, and costs no timer.
  const auto delay = std::max(*due - now, std::chrono::milliseconds{1});
  this->delayed_send(this, delay, entity_tick{tick_generation_});
}

template <class State>
void entity<State>::leave() {
  phase_ = phase::leaving;
  setup_->count->passivations.fetch_add(1, std::memory_order_relaxed);
  this->quit();
}

/// Fetches the events after a version from the journal, page by page, inside this actor.
template <class State>
void entity<State>::read_past(past_reading how, std::uint64_t after) {
  ++reading_past_;
  caf::actor self{this};
  using rows = std::vector<persistence::event_row>;
  reply<rows> back{[this, self, how = std::move(how)](result<rows> found) {
    auto shared = std::make_shared<result<rows>>(std::move(found));
    // `this` is only touched by the thunk, which runs inside the actor.
    caf::anon_send(self, std::make_shared<std::function<void()>>([this, how, shared] {
                     --reading_past_;
                     on_page(how, *shared);
                   }));
  }};
  if (auto journal = setup_->find("journal"))
    this->send(journal, past_request{key_, after, std::move(back)});
}

template <class State>
void entity<State>::on_page(past_reading how,
                            const result<std::vector<persistence::event_row>>& rows) {
  if (!rows)
    return how.done(rows.error());
  const auto taken = how.take(*rows);
  if (!taken)
    return how.done(taken.error());
  if (*taken == walked::seen_enough || rows->size() < past_page)
    return how.done(unit{});
  read_past(std::move(how), rows->back().version);
}

template <class State>
void entity<State>::end_with(errc why) {
  phase_ = phase::leaving;
  this->quit(caf::error{static_cast<std::uint8_t>(why), caf::atom("baedal")});
}

template <class State>
typename entity<State>::view entity<State>::present_view() const {
  auto shown = view_of(*memory_.now);
  lay_over(shown, memory_.personal);
  return shown;
}

} // namespace baedal::actors
