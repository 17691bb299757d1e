#pragma once

// Who waits for an outcome that is still to come, and who asks for one again. Included through
// entity_core.hpp only.

#include "actors/entity.hpp"
#include "actors/history_pages.hpp"

namespace baedal::actors {

/// What a command comes to by what the round has decided so far; nothing while that is still to
/// come.
template <class State>
auto entity<State>::answer_in(const round& now, const message& what, bool created) const
  -> outcome_told {
  if (what.back.answered() && !what.from.key)
    return refusal{errc::unavailable}; // Nobody hears it: a view costs more than a decision.
  auto outcome = outcome_of(*now.next, what.command);
  if (!outcome)
    return std::nullopt;
  if (!*outcome)
    return outcome->error();
  answer<view> told{std::move(**outcome), created};
  lay_over(told.view, now.memory_after.personal);
  return told;
}

/// Whoever waits is told what the first command brings that decides it, as a replay would find it.
template <class State>
void entity<State>::note_outcomes(round& now) {
  for (auto* all : {&now.waited, &now.commands})
    for (auto& each : *all)
      if (!each.told)
        each.told = answer_in(now, each.message, false);
}

/// Tells those whose outcome is known; the others wait for it.
template <class State>
void entity<State>::tell_all(std::vector<typename round::decided>& all) {
  for (auto& each : all) {
    if (each.told)
      tell(each.message, std::move(*each.told));
    else
      wait_for_outcome(std::move(each.message));
  }
}

/// Something is under way on its behalf, begun by it or by an earlier one: should this incarnation
/// die, it may be done.
template <class State>
void entity<State>::wait_for_outcome(message what) {
  what.back.mark_handed_over();
  unsettled_.push_back(std::move(what));
}

/// The same answer as the first time (invariant I10): the state at the end of the append that the
/// key's first use caused, or the first later one at which its outcome was known; while that is
/// still to come, the repeat waits as the first does (design D14). Histories of orders are short;
/// of all others what was told is kept as long as this incarnation lives.
template <class State>
void entity<State>::answer_repeat(message what, std::uint64_t first_version) {
  what.back.mark_handed_over(); // Its first use is committed.
  for (const auto& kept : kept_answers_)
    if (what.from.key && kept.key_hash == what.from.key->key_hash)
      return what.back.deliver(kept.told);
  auto nothing_yet = [this, what, read_up_to = memory_.version] {
    wait_like_first(what, read_up_to);
  };
  read_past(read_answer_at<State>(std::move(what), first_version, memory_.personal,
                                  std::move(nothing_yet)));
}

/// What was committed since the history was read may hold the outcome: then it is read again.
template <class State>
void entity<State>::wait_like_first(message what, std::uint64_t read_up_to) {
  if (unsettled_.size() >= setup_->most_waiting)
    return what.back.refuse(errc::request_in_progress);
  if (phase_ == phase::ready && memory_.version == read_up_to)
    return wait_for_outcome(std::move(what));
  waiting_.push_back(std::move(what));
  if (phase_ == phase::ready)
    decide_waiting();
}

template <class State>
void entity<State>::keep_answer(const message& what, const result<answer<view>>& told) {
  if (!aggregate<State>::snapshots || !what.from.key || !told)
    return;
  kept_answers_.push_back({what.from.key->key_hash, *told});
  if (kept_answers_.size() > remembered_keys)
    kept_answers_.erase(kept_answers_.begin());
}

} // namespace baedal::actors
