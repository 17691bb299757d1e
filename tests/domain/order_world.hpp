#pragma once

#include "domain/order.hpp"

#include <map>
#include <random>
#include <string>

namespace baedal::test {

/// Seeded chance, the same on every machine.
class dice {
public:
  explicit dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }
  bool one_in(std::size_t chances) { return below(chances) == 0; }

private:
  std::mt19937_64 engine_;
};

/// A payment gateway that makes one payment per order. It may capture long after its caller has
/// given up.
struct simulated_gateway {
  money captured;
  money refunded;
  std::string key;
  std::map<std::uint32_t, gateway_answer> refunds; ///< by attempt: the idempotency key
  std::vector<std::pair<instant, money>> late;     ///< captures that are still under way
  int captures = 0;

  gateway_answer authorise(const owe_authorise& asked);
  [[nodiscard]] gateway_answer look_up() const;
  gateway_answer refund(const owe_refund& asked, bool refuse);
  void pass_time(instant now);
};

/// An entity that obligations go to: it remembers the highest number and what it answered.
struct simulated_receiver {
  std::uint64_t highest = 0;
  errc answered = errc::none;
  bool holds = false; ///< units, or the job
  std::map<item_id, std::int64_t> units;
  bool committed = false;
  bool gone = false; ///< units were settled: they never come back
  int counted = 0;

  errc receive(const obligation& asked, errc refusal);

private:
  void hold(const std::vector<stock_line>& lines);
  void hold_less(const std::vector<stock_line>& lines);
  void let_go();
};

/// One order among a faulty gateway, store, riders and customer, told by random commands, with
/// lost, late and repeated answers, timers and crashes. Every event is checked as it is applied.
class order_world {
public:
  explicit order_world(std::uint64_t seed);

  void step();
  /// Faults stop: everything owed is delivered and every deadline passes.
  void settle();
  /// What must hold at rest.
  void check_rest() const;

  [[nodiscard]] std::size_t commands() const { return commands_; }
  [[nodiscard]] const order& state() const { return state_; }

private:
  struct pending {
    obligation what;
    std::variant<entity_answer, gateway_answer> answer;
  };

  place_order random_place();
  order_command random_command();
  order_command random_change(const asked_by& who);
  order_command stray_answer();
  void give(const order_command& command);
  void append(const std::vector<order_event>& events);
  void apply(const order_event& event);
  void check(const order& before, const order_event& event) const;
  void check_money() const;
  void check_amounts() const;
  void check_owed() const;
  void check_deferral() const;

  void serve(bool faulty);
  void deliver(std::size_t index);
  void acknowledge(const pending& done);
  [[nodiscard]] bool is_settled(std::uint64_t number) const;
  [[nodiscard]] bool is_in_flight(std::uint64_t number) const;
  std::variant<entity_answer, gateway_answer> ask(const obligation& open, bool faulty);
  errc random_refusal(const obligation_body& body, bool faulty);
  void crash();
  void pass_time(std::chrono::milliseconds later);
  void check_receivers() const;

  dice dice_;
  instant now_;
  place_order first_;
  order state_;
  std::vector<std::pair<order_event, instant>> journal_;
  std::vector<pending> answers_;
  std::vector<std::uint64_t> soft_; ///< acknowledged, and written with the next append
  simulated_gateway gateway_;
  std::map<entity_key, simulated_receiver> receivers_;
  money payable_;
  money released_;
  money cash_; ///< taken and not given back
  bool delivered_ = false;
  bool cancelled_ = false;
  std::size_t commands_ = 0;
};

} // namespace baedal::test
