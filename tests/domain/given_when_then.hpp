#pragma once

#include "domain/order.hpp"

#include <catch2/catch.hpp>

#include <ostream>

namespace baedal {

/// What a failed check prints: which event it was.
std::ostream& operator<<(std::ostream& out, const order_event& event);

} // namespace baedal

namespace baedal::test {

/// One order told as a story: given(events).when(command).then(events). What was decided is applied
/// before the next `when`, at the time that `at` and `after` set.
class story {
public:
  explicit story(const std::vector<order_event>& past);

  story& after(std::chrono::milliseconds later);
  story& when(order_command command);
  /// The answer of whoever owes nothing more: the first open obligation with this body is answered.
  template <class Body>
  story& when_answered(std::variant<entity_answer, gateway_answer> answer) {
    return when(obligation_answered{number_of<Body>(), std::move(answer)});
  }

  template <class... Events>
  story& then(Events... events) {
    return expect({order_event{std::move(events)}...});
  }
  story& then_nothing() { return expect({}); }
  story& then_refused(errc code, std::string_view state = {});
  story& then_refused_at(errc code, std::string_view field);

  /// What the present caller is told.
  story& told(order_status status);
  story& told_refusal(errc code);
  story& told_to_wait();

  template <class Body>
  [[nodiscard]] bool owes() const {
    return find<Body>() != nullptr;
  }
  template <class Body>
  [[nodiscard]] const Body& debt() const {
    REQUIRE(owes<Body>());
    return std::get<Body>(find<Body>()->body);
  }
  template <class Body>
  [[nodiscard]] const obligation* find() const {
    for (const auto& each : owed(state_))
      if (std::holds_alternative<Body>(each.body))
        return &each;
    return nullptr;
  }

  [[nodiscard]] const order& state() const { return state_; }
  [[nodiscard]] const order_view& view() const { return state_.seen; }
  [[nodiscard]] instant now() const { return now_; }

private:
  template <class Body>
  [[nodiscard]] std::uint64_t number_of() const {
    REQUIRE(owes<Body>());
    return find<Body>()->number;
  }
  story& expect(const std::vector<order_event>& events);

  order state_;
  instant now_;
  order_command last_ = timer_due{};
  result<std::vector<order_event>> decided_{std::vector<order_event>{}};
};

inline story given(const std::vector<order_event>& past = {}) {
  return story(past);
}

/// Histories are joined with `+`.
inline std::vector<order_event> operator+(std::vector<order_event> past, order_event next) {
  past.push_back(std::move(next));
  return past;
}

} // namespace baedal::test
