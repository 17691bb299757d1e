#pragma once

#include "actors/entity_setup.hpp"
#include "actors/errands.hpp"
#include "actors/fold.hpp"
#include "actors/journal_protocol.hpp"
#include "actors/past_walk.hpp"
#include "actors/protocol.hpp"

#include <caf/event_based_actor.hpp>

namespace baedal::actors {

/// A timer of the entity itself; an older generation is ignored.
struct entity_tick {
  std::uint64_t generation = 0;
};

/// What one decision round has gathered: one append for all commands that waited together.
template <class State>
struct decision_round {
  /// A command and what its caller will be told once the append is committed; nothing: it must wait
  /// for more.
  struct decided {
    command_message<State> message;
    std::optional<result<answer<typename aggregate<State>::view>>> told;
  };
  std::shared_ptr<State> next;
  fold<State> memory_after; ///< only the wrapper's share is used
  std::vector<persistence::event_draft> drafts;
  change<State> seen;
  std::vector<decided> commands;
  std::vector<decided> waited; ///< of earlier rounds
  std::uint64_t first_public = 0;
  instant at{};
  bool personal_changed = false;
};

/// What the first use of a key was told, as long as the incarnation that told it lives.
template <class State>
struct kept_answer {
  std::string key_hash;
  answer<typename aggregate<State>::view> told;
};

/// The one wrapper for all aggregates (design D2): one incarnation of one entity.
///
/// Recovers while commands wait; decides all waiting commands together, appends once at the
/// expected version, folds, answers, and delivers what is owed. A refusal costs no write, except
/// that of an obligation, whose sender must get the same answer for ever. After an unknown outcome
/// it ends: the next incarnation asks the journal.
template <class State>
class entity final : public caf::event_based_actor {
public:
  using command = typename aggregate<State>::command;
  using event = typename aggregate<State>::event;
  using view = typename aggregate<State>::view;
  using message = command_message<State>;
  using round = decision_round<State>;

  entity(caf::actor_config& config, std::string id, caf::actor region,
         std::shared_ptr<const entity_setup> setup, ancestry past);
  ~entity() override;

  caf::behavior make_behavior() override;
  void on_exit() override;
  /// The text form of its key: "order/17".
  const char* name() const override { return errands_.sender().c_str(); }

private:
  enum class phase { recovering, ready, appending, leaving };

  // -- entity.cpp parts: what comes in
  // ---------------------------------------------------------------
  void on_command(message& what);
  void on_read(read_message<State>& what);
  void on_history(history_message& what);
  void on_recovered(recover_done& what);
  void recover_without_snapshot(std::optional<std::string> personal);
  void on_folded(const result<unit>& read);
  void on_appended(const append_done& what);
  void on_obligation_result(const obligation_result& what);
  void on_tick(const entity_tick& what);
  void on_wake();
  void on_ask_to_sleep();

  // -- entity_deciding.hpp: commands to events
  // ---------------------------------------------------------
  round begin_round() const;
  void decide_waiting();
  void decide_one(round& now, message& what);
  void decide_fresh(round& now, message& what);
  void add_events(round& now, message& what, std::vector<event> events);
  void add_note(round& now, const message& what, errc told);
  void add_draft(round& now, persistence::encoded_event encoded, std::optional<event> what,
                 const persistence::event_meta& meta);
  void settle_softly(round& now);
  void settle_obligation(round& now, const obligation_answered& what);
  std::optional<persistence::personal_data> personal_of(const round& now, message& what);
  void hand_over(round now);
  std::optional<std::optional<instant>> new_wakeup(const State& next, instant at) const;

  // -- entity_answering.hpp: after the commit
  // ----------------------------------------------------------
  void commit(const append_done& what);
  void fail(errc why);
  void look_back_again(const round& lost);
  void tell(const message& what, result<answer<view>> outcome);
  void carry_on();
  void correct_wakeup();
  /// How far ahead an order wakes itself; what is due later comes by its wakeup row.
  std::chrono::milliseconds own_timers() const { return setup_->last_retry * 2; }
  bool has_soon() const;
  void arm(std::optional<instant> due);
  void leave();
  void read_past(past_reading how, std::uint64_t after = 0);
  void on_page(past_reading how, const result<std::vector<persistence::event_row>>& rows);
  void end_with(errc why);
  view present_view() const;

  // -- entity_waiting.hpp: who waits, and who asks again
  // -----------------------------------------------
  using outcome_told = std::optional<result<answer<view>>>;
  outcome_told answer_in(const round& now, const message& what, bool created) const;
  void note_outcomes(round& now);
  void tell_all(std::vector<typename round::decided>& all);
  void wait_for_outcome(message what);
  void answer_repeat(message what, std::uint64_t first_version);
  void wait_like_first(message what, std::uint64_t read_up_to);
  void keep_answer(const message& what, const result<answer<view>>& told);

  std::string id_;
  ancestry past_;
  caf::actor region_;
  std::shared_ptr<const entity_setup> setup_;
  entity_key key_;
  phase phase_ = phase::recovering;
  fold<State> memory_;
  std::unique_ptr<round> round_; ///< while an append is under way
  std::vector<message> waiting_;
  std::vector<read_message<State>> readers_;
  std::vector<history_message> historians_;
  std::vector<kept_answer<State>> kept_answers_;
  std::vector<message> unsettled_; ///< committed, but their outcome is still to come
  errands errands_;
  std::uint64_t epoch_ = 0;
  std::uint64_t tick_generation_ = 0;
  std::uint32_t reading_past_ = 0;
  std::optional<std::uint64_t> timer_tried_at_; ///< version at which a due timer was last tried
  std::optional<std::optional<instant>> wakeup_row_; ///< as stored; unknown after a recovery
  bool asked_to_sleep_ = false;
};

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::entity_tick)
