#pragma once

#include "actors/aggregate.hpp"
#include "persistence/event_codec.hpp"
#include "persistence/journal.hpp"
#include "simulation/findings.hpp"
#include "simulation/order_ledger.hpp"
#include "simulation/still_world.hpp"

#include <deque>
#include <set>

namespace baedal::simulation {

/// One entity as the journal has it.
template <class State>
struct tracked {
  using view = typename actors::aggregate<State>::view;

  State now;
  std::uint64_t version = 0;
  std::string hash;
  std::map<std::uint64_t, std::vector<view>> views; ///< by public version, as each was
  /// The newest public version, by the time that the world was awake at its commit.
  std::map<std::chrono::milliseconds, std::uint64_t> committed;
  std::vector<std::pair<std::uint64_t, std::string>> shown; ///< public events: version, type
  /// Of a store, customer or breaker: what topics tell, by version of the journal.
  std::map<std::uint64_t, persistence::topic_entry> told;
  std::vector<order_id> counted; ///< Of a customer: completed orders, as they were counted.
  std::vector<breaker_changed> changes; ///< Of a breaker: as they were written down.
  std::vector<std::string> keys;                          ///< Idempotency-Keys, oldest first
  std::set<std::pair<std::string, std::uint64_t>> causes; ///< obligations done: sender, number
  std::set<std::string> noted; ///< senders of obligations that changed nothing

  /// The newest public version that was committed up to a time; 0 if none was.
  [[nodiscard]] std::uint64_t version_by(std::chrono::milliseconds time) const {
    const auto later = committed.upper_bound(time);
    return later == committed.begin() ? 0 : std::prev(later)->second;
  }
};

/// Reads every transaction as it is committed, with a fold of its own beside the actors', and
/// checks what must hold at every moment: I2, I3, I4, I5, I7, I13, and of I6 what one entity's
/// events tell.
class journal_watch {
public:
  template <class State>
  using by_key = std::map<std::string, tracked<State>>;

  journal_watch(const still_world& still, findings& found) : still_(still), found_(found) {
    // nop
  }

  void on_commit(const persistence::write_batch& batch);

  /// A row that was there before and that nobody can read: only its place counts.
  void pass_over(const persistence::event_row& row) { place(row); }

  template <class State>
  [[nodiscard]] const by_key<State>& all() const {
    return std::get<by_key<State>>(all_);
  }
  /// Null where nothing was written about it.
  template <class State>
  [[nodiscard]] const tracked<State>* find(const std::string& id) const {
    const auto known = all<State>().find(entity_key{actors::aggregate<State>::kind, id}.text());
    return known == all<State>().end() ? nullptr : &known->second;
  }
  [[nodiscard]] order_ledger money_of(const std::string& entity) const;
  /// How many orders exist for the public and have not ended.
  [[nodiscard]] std::size_t live_orders() const { return live_.size(); }
  /// The newest events of an entity, one line each, for people.
  [[nodiscard]] const std::deque<std::string>& story_of(const std::string& entity) const;
  /// The newest position of a slice; 0 if it has none.
  [[nodiscard]] std::uint64_t head_of(std::uint32_t slice) const;
  [[nodiscard]] std::uint64_t commits() const { return commits_; }
  [[nodiscard]] std::uint64_t events() const { return events_; }

private:
  struct slice_state {
    std::uint64_t head = 0;
    std::uint64_t epoch = 0;
  };

  // -- journal_watch.cpp: rows ----
  void place(const persistence::event_row& row);
  void remember(const persistence::event_row& row);
  template <class State>
  void follow(const persistence::event_row& row);
  void follow_topic(tracked<store>& known, const store& before, const store_event& event,
                    const persistence::event_row& row);
  void follow_topic(tracked<customer>& known, const customer& before, const customer_event& event,
                    const persistence::event_row& row);
  void follow_topic(tracked<breaker>& known, const breaker& before, const breaker_event& event,
                    const persistence::event_row& row);
  template <class State>
  void follow_request(tracked<State>& known, const persistence::event_row& row,
                      const persistence::event_meta& meta, bool has_event);
  template <class State>
  void follow_view(tracked<State>& known, const State& before, const persistence::event_row& row);
  void report(std::string invariant, const std::string& entity, std::string what);

  // -- entity_watch.cpp: what one step may do to an entity ----
  void check(const order& before, const order& after, const std::string& entity);
  void check(const store& before, const store& after, const std::string& entity);
  void check(const rider& before, const rider& after, const std::string& entity);
  template <class State>
  void check(const State&, const State&, const std::string&) {
    // Nothing that could break in one step.
  }
  void check_jobs_of(const order& state, const std::string& entity);

  const still_world& still_;
  findings& found_;
  std::map<std::uint32_t, slice_state> slices_;
  std::tuple<by_key<order>, by_key<store>, by_key<rider>, by_key<customer>, by_key<brand>,
             by_key<sequence>, by_key<breaker>>
    all_;
  std::map<std::string, order_ledger> ledgers_;
  std::map<std::string, std::set<std::string>> under_way_; ///< orders by the rider who has them
  std::map<std::string, std::set<std::string>> holders_; ///< riders by the order that is their job
  std::set<std::string> live_;
  std::map<std::string, std::deque<std::string>> stories_;
  std::uint64_t commits_ = 0;
  std::uint64_t events_ = 0;
};

} // namespace baedal::simulation
