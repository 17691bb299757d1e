#pragma once

#include "actors/aggregate.hpp"
#include "persistence/journal.hpp"
#include "simulation/findings.hpp"

#include <deque>
#include <map>
#include <set>

namespace baedal::simulation {

/// Reads every transaction as it is committed, with a fold of its own beside the actors', and
/// checks what must hold at every moment: I2, I3, I4, I5, I7 and I13.
class journal_watch {
public:
  /// One entity as the journal has it.
  template <class State>
  struct tracked {
    State now;
    std::uint64_t version = 0;
    std::string hash;
  };
  template <class State>
  using by_key = std::map<std::string, tracked<State>>;

  /// The money of one order, as its events tell it.
  struct order_money {
    money payable;   ///< approved
    money released;  ///< given up again, by cancelling or because something was sold out
    money cash;      ///< of what is payable: never at the gateway
    money cash_back; ///< of what is released: likewise
  };

  void on_commit(const persistence::write_batch& batch, instant now);

  /// A row that was there before and that nobody can read: only its place counts.
  void pass_over(const persistence::event_row& row) { place(row); }

  [[nodiscard]] const findings& found() const { return found_; }
  [[nodiscard]] const by_key<order>& orders() const { return orders_; }
  [[nodiscard]] const by_key<store>& stores() const { return stores_; }
  [[nodiscard]] const by_key<rider>& riders() const { return riders_; }
  [[nodiscard]] const by_key<customer>& customers() const { return customers_; }
  [[nodiscard]] order_money money_of(const std::string& entity) const;
  /// An order as the public could see it at a public version; null if there is none.
  [[nodiscard]] const order_view* view_at(const std::string& entity, std::uint64_t version) const;
  /// The newest public version of an order that was committed at or before a time; 0 if none was.
  [[nodiscard]] std::uint64_t version_by(const std::string& entity, instant time) const;
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

  void place(const persistence::event_row& row);
  void remember(const persistence::event_row& row);
  template <class State>
  void follow(by_key<State>& all, const persistence::event_row& row);
  void check(const order& before, const order& after, const std::string& entity);
  void check(const store& before, const store& after, const std::string& entity);
  template <class State>
  void check(const State&, const State&, const std::string&) {
    // Nothing that could break in one step.
  }
  void note(const order_event& event, const std::string& entity);
  template <class Event>
  void note(const Event&, const std::string&) {
    // Only orders have money.
  }
  void report(std::string invariant, const std::string& entity, std::string what);

  std::map<std::uint32_t, slice_state> slices_;
  by_key<order> orders_;
  by_key<store> stores_;
  by_key<rider> riders_;
  by_key<customer> customers_;
  by_key<brand> brands_;
  by_key<sequence> sequences_;
  std::map<std::string, order_money> money_;
  std::map<std::string, std::set<std::string>> under_way_; ///< orders by the rider who has them
  std::map<std::pair<std::string, std::uint64_t>, order_view> views_;
  std::map<std::string, std::map<instant, std::uint64_t>> committed_; ///< public versions
  std::map<std::string, std::deque<std::string>> stories_;
  std::uint64_t commits_ = 0;
  std::uint64_t events_ = 0;
  instant now_{};
  findings found_;
};

} // namespace baedal::simulation
