#pragma once

// How waiting commands become one append. Included through entity_core.hpp only.

#include "actors/entity.hpp"
#include "actors/history_pages.hpp"
#include "failpoints/failpoint.hpp"

namespace baedal::actors {

inline failpoint entity_dies_before_append{"entity.dies_before_append",
                                           "an entity dies with what it has decided"};
inline failpoint entity_dies_after_sending{"entity.dies_after_sending",
                                           "it dies while its append is under way"};

/// A round that starts from what is committed.
template <class State>
typename entity<State>::round entity<State>::begin_round() const {
  round now;
  now.next = std::make_shared<State>(*memory_.now);
  now.first_public = view_of(*memory_.now).version + 1;
  now.at = std::max(setup_->time->now(), memory_.now->last_event_at);
  now.memory_after.version = memory_.version;
  now.memory_after.personal = memory_.personal;
  now.memory_after.traces = memory_.traces;
  return now;
}

/// What an event says of the obligation that it answers.
inline persistence::event_cause cause_of(const obligation_stamp& stamp, errc told, instant at) {
  const bool ahead = stamp.last_append > at;
  return {stamp.sender.text(), stamp.number, told, ahead ? stamp.last_append : instant{}};
}

template <class State>
void entity<State>::decide_waiting() {
  auto now = begin_round();
  for (auto& what : std::exchange(unsettled_, {}))
    now.waited.push_back({std::move(what), std::nullopt});
  for (auto& what : std::exchange(waiting_, {}))
    decide_one(now, what);
  if (!now.drafts.empty() || asked_to_sleep_)
    settle_softly(now);
  setup_->count->commands.fetch_add(now.commands.size(), std::memory_order_relaxed);
  if (!now.drafts.empty())
    return hand_over(std::move(now));
  tell_all(now.waited); // Nothing to write: what is committed already answers.
  tell_all(now.commands);
  if (!now.commands.empty())
    carry_on();
}

template <class State>
void entity<State>::decide_one(round& now, message& what) {
  const auto told = [&](result<answer<view>> outcome) {
    now.commands.push_back({std::move(what), std::move(outcome)});
  };
  if constexpr (std::is_same_v<State, order>)
    if (const auto* back = std::get_if<obligation_answered>(&what.command))
      errands_.allow_repeat(back->number);
  if (what.stamp) {
    const auto from = what.stamp->sender.text();
    const auto* last = now.memory_after.last_from(from);
    if (!last)
      last = memory_.last_from(from);
    if (last && what.stamp->number < last->number)
      return told(answer<view>{view_of(*now.next)}); // It was done before the later one was sent.
    if (last && what.stamp->number == last->number)
      return last->answer == errc::none ? told(answer<view>{view_of(*now.next)})
                                        : told(refusal{last->answer});
    if (now.at - what.stamp->last_append > inbox_memory)
      return told(refusal{errc::stale_stamp, "stamped too long ago"});
  }
  if (what.from.key) {
    if (now.memory_after.find_key(what.from.key->key_hash))
      return waiting_.push_back(std::move(what)); // Its first use is in this very append.
    if (const auto* known = memory_.find_key(what.from.key->key_hash)) {
      if (known->key.body_hash != what.from.key->body_hash)
        return told(refusal{errc::key_reused, "this Idempotency-Key came with another body"});
      return answer_repeat(std::move(what), known->version);
    }
  }
  if (what.from.if_match && *what.from.if_match != view_of(*now.next).version)
    return told(
      refusal{errc::version_conflict,
              "the version is " + std::to_string(view_of(*now.next).version) + " by now"});
  decide_fresh(now, what);
}

template <class State>
void entity<State>::decide_fresh(round& now, message& what) {
  auto personal = personal_of(now, what);
  auto decision = decide(*now.next, what.command, now.at);
  if (!decision) {
    setup_->count->refusals.fetch_add(1, std::memory_order_relaxed);
    if (what.stamp)
      add_note(now, what, decision.code());
    now.commands.push_back({std::move(what), decision.error()});
    return;
  }
  const bool was_visible = is_visible(*now.next);
  if (!decision->empty()) {
    add_events(now, what, std::move(*decision));
    if (personal && *personal != now.memory_after.personal) {
      now.memory_after.personal = std::move(*personal);
      now.personal_changed = true;
    }
    note_outcomes(now);
  } else if (is_placing(what) && was_visible) {
    if (!is_visible(*memory_.now))
      return waiting_.push_back(std::move(what)); // Its first is in this very append.
    return answer_repeat(std::move(what), 1);
  } else if (what.stamp || what.from.key) {
    add_note(now, what, errc::none); // A key that changed nothing is remembered, too.
  } else if constexpr (std::is_same_v<State, order>) {
    if (const auto* back = std::get_if<obligation_answered>(&what.command))
      settle_obligation(now, *back);
  }
  now.commands.push_back({std::move(what), std::nullopt});
  auto& latest = now.commands.back();
  latest.told = answer_in(now, latest.message, !was_visible && is_visible(*now.next));
}

template <class State>
void entity<State>::add_events(round& now, message& what, std::vector<event> events) {
  persistence::event_meta meta;
  if (what.stamp)
    meta.cause = cause_of(*what.stamp, errc::none, now.at);
  meta.key = what.from.key;
  meta.traceparent = what.from.traceparent;
  if constexpr (std::is_same_v<State, order>)
    if (const auto* answered = std::get_if<obligation_answered>(&what.command))
      meta.follows = now.memory_after.trace_of(answered->number).follows;
  for (std::size_t i = 0; i < events.size(); ++i) {
    meta.more = i + 1 < events.size();
    const auto before = standing_of(*now.next);
    evolve(*now.next, events[i], now.at);
    now.memory_after.follow(*now.next, before, meta.traceparent);
    if constexpr (std::is_same_v<State, order>) {
      if (std::holds_alternative<alert_raised>(events[i]))
        setup_->count->alerts.fetch_add(1, std::memory_order_relaxed);
    }
    auto encoded = persistence::encode_event(events[i], meta);
    add_draft(now, std::move(encoded), std::move(events[i]), meta);
    meta.cause.reset();
    meta.key.reset();
  }
}

template <class State>
void entity<State>::add_note(round& now, const message& what, errc told) {
  persistence::event_meta meta;
  if (what.stamp)
    meta.cause = cause_of(*what.stamp, told, now.at);
  else
    meta.key = what.from.key;
  add_draft(now, persistence::encode_note(meta), std::nullopt, meta);
}

template <class State>
void entity<State>::add_draft(round& now, persistence::encoded_event encoded,
                              std::optional<event> what, const persistence::event_meta& meta) {
  now.drafts.push_back(
    {setup_->time->new_id(), std::move(encoded.type), std::move(encoded.payload), now.at});
  now.seen.events.push_back(std::move(what));
  now.seen.follows.push_back(meta.follows);
  ++now.memory_after.version;
  now.memory_after.remember(meta, now.at, now.memory_after.version);
}

/// Acknowledgements that needed no event of their own travel with the next append.
template <class State>
void entity<State>::settle_softly(round& now) {
  if constexpr (std::is_same_v<State, order>) {
    if (errands_.soft().empty())
      return;
    const order_event settled = obligations_settled{errands_.soft()};
    evolve(*now.next, settled, now.at);
    add_draft(now, persistence::encode_event(settled, {}), settled, {});
  }
}

/// An answer that moved nothing: final ones are acknowledged, others lead to another attempt.
template <class State>
void entity<State>::settle_obligation(round& now, const obligation_answered& what) {
  if constexpr (std::is_same_v<State, order>) {
    const auto* from_entity = std::get_if<entity_answer>(&what.answer);
    if (!from_entity)
      return;
    if (from_entity->code == errc::stale_stamp) {
      const order_event renewed = stamp_renewed{};
      evolve(*now.next, renewed, now.at);
      return add_draft(now, persistence::encode_event(renewed, {}), renewed, {});
    }
    if (is_final_answer(from_entity->code))
      return errands_.acknowledge_softly(what.number);
    for (auto& waiting : now.waited)
      if (!waiting.told && std::holds_alternative<pick_order>(waiting.message.command))
        waiting.told = refusal{errc::outcome_unknown, "the rider has not answered yet"};
  }
}

/// Salts and hashes personal members before the decision, so that the event can hold the hash; they
/// replace what is known only if the decision brings events. The same members again keep their
/// hash: saying it twice changes nothing.
template <class State>
std::optional<persistence::personal_data> entity<State>::personal_of(const round& now,
                                                                     message& what) {
  std::optional<persistence::personal_data> fresh;
  std::visit(
    [&](auto& holder) {
      if constexpr (requires { holder.personal_hash; }) {
        const auto& known = now.memory_after.personal;
        if constexpr (requires { holder.keeps_unstated; })
          if (holder.keeps_unstated)
            what.personal.insert(known.members.begin(), known.members.end());
        if (known.members == what.personal && (!known.salt.empty() || what.personal.empty()))
          fresh = known;
        else
          fresh = persistence::personal_data{what.personal, setup_->time->new_id()};
        if (!fresh->members.empty())
          holder.personal_hash = persistence::personal_hash(*fresh);
      } else if constexpr (std::is_same_v<std::decay_t<decltype(holder)>, erase_personal>) {
        fresh = persistence::personal_data{};
      }
    },
    what.command);
  return fresh;
}

/// The wakeup row to write with this append, if it must move: it may be early, never late or
/// missing (design D7).
template <class State>
std::optional<std::optional<instant>> entity<State>::new_wakeup(const State& next,
                                                                instant at) const {
  std::optional<instant> due;
  if constexpr (std::is_same_v<State, order>) {
    due = next_timer(next);
    for (const auto& owe : owed(next)) {
      if (errands_.is_settled(owe.number))
        continue;
      const auto again = std::max(owe.not_before, at + setup_->last_retry);
      due = due ? std::min(*due, again) : again;
    }
  }
  if (wakeup_row_) {
    const auto stored = *wakeup_row_;
    if (stored == due || (stored && due && *stored <= *due && *stored > at))
      return std::nullopt;
  } else if (!due && !aggregate<State>::snapshots) {
    return std::optional<instant>{}; // Unknown after a recovery: delete it.
  }
  if (aggregate<State>::snapshots && !due)
    return std::nullopt; // These never have one.
  return due;
}

template <class State>
void entity<State>::hand_over(round now) {
  entity_dies_before_append.crash_if_fired();
  auto journal = setup_->find("journal");
  now.seen.after = now.next;
  append_request request;
  request.from = caf::actor{this};
  request.what.entity = key_;
  request.what.expected_version = memory_.version;
  request.what.previous_hash = memory_.hash;
  request.what.events = now.drafts;
  if (auto moved = new_wakeup(*now.next, now.at)) {
    request.what.moves_wakeup = true;
    request.what.wakeup = *moved;
  }
  if (now.personal_changed)
    request.what.personal = persistence::encode_personal(now.memory_after.personal);
  request.seen.first_version = memory_.version + 1;
  request.seen.first_public_version = now.first_public;
  request.seen.entity = key_;
  request.seen.at = now.at;
  request.seen.what = now.seen;
  request.seen.personal = now.memory_after.personal.members;
  for (auto& decided : now.commands)
    decided.message.back.mark_handed_over();
  round_ = std::make_unique<round>(std::move(now));
  phase_ = phase::appending;
  if (journal)
    this->send(journal, std::move(request));
  else
    fail(errc::unavailable);
  entity_dies_after_sending.crash_if_fired();
}

} // namespace baedal::actors
