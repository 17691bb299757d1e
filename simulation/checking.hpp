#pragma once

#include "simulation/simulated_world.hpp"

namespace baedal::simulation {

/// What the checks of a world at rest share. Nobody else includes this.
class checking {
public:
  checking(simulated_world& world, findings& out)
    : world_(world), out_(out), time_(world.still(), 0, {}, no_error_) {
    // nop
  }

  [[nodiscard]] simulated_world& world() const { return world_; }
  [[nodiscard]] const journal_watch& journal() const { return world_.journal(); }
  /// The right time, for what of the product the checks run.
  [[nodiscard]] actors::world& right_time() const { return time_; }
  [[nodiscard]] const client_history& history() const { return world_.people().history(); }

  void report(const char* invariant, const std::string& entity, std::string what) const {
    constexpr std::size_t most_findings = 40;
    if (out_.size() < most_findings)
      out_.push_back({invariant, entity, std::move(what), world_.still().now(), {}});
  }

private:
  simulated_world& world_;
  findings& out_;
  const std::chrono::milliseconds no_error_{};
  mutable virtual_time time_;
};

template <class State>
std::string key_text(const std::string& id) {
  return entity_key{actors::aggregate<State>::kind, id}.text();
}

bool has_ended(const order& state);
/// Whether an owner may have been overtaken without knowing: by another one, or by a commit that
/// came later than its answer.
bool may_be_overtaken(const simulated_world& world);
/// Whether an order shows where it is to go: what its customer said, until that is erased.
bool shows_address(const checking& all, const order_view& seen);
/// Whether somebody had what is personal about an order erased.
bool was_erased(const checking& all, const std::string& order);

// -- check_books.cpp ----
void check_money(const checking& all);       ///< I1, I2
void check_stock(const checking& all);       ///< I5
void check_riders(const checking& all);      ///< I4
void check_completions(const checking& all); ///< I9
// -- check_breakers.cpp ----
/// The journal tells of each circuit breaker what it did: change after change of each process, none
/// twice or left out, and to the last one.
void check_breakers(const checking& all);
// -- check_notifications.cpp ----
/// I9: every message that an event calls for arrived at least once, or was suppressed or refused,
/// and says so; nothing arrived that no event calls for; whatever arrived twice was the same.
void check_notifications(const checking& all);
// -- check_answers.cpp ----
void check_answers(const checking& all); ///< I6
void check_what_was_refused(const checking& all);
void check_sights(const checking& all);
// -- check_keys.cpp ----
void check_keys(const checking& all); ///< I10
void check_numbers(const checking& all);
void check_streams(const checking& all);
void check_calm(const checking& all);
void check_personal(const checking& all);
// -- check_rest.cpp ----
void check_rest(const checking& all); ///< I11
void check_last_looks(const checking& all);
void check_twins(const checking& all); ///< D3, as I7
// -- check_reads.cpp ----
void check_pages(const checking& all);
// -- check_lists.cpp ----
void check_read_models(const checking& all); ///< I8
// -- check_relay.cpp ----
/// I8: all topics reached the outside, each event at least once and for the first time in its
/// place; whatever came twice was the same.
void check_relay(const checking& all);

} // namespace baedal::simulation
