#include "tests/domain/given_when_then.hpp"

#include "tests/domain/order_examples.hpp"

#include <cstdlib>
#include <cxxabi.h>

namespace baedal {

std::ostream& operator<<(std::ostream& out, const order_event& event) {
  return out << std::visit(
           [](const auto& what) {
             int status = 0;
             char* name = abi::__cxa_demangle(typeid(what).name(), nullptr, nullptr, &status);
             std::string text = name == nullptr ? "?" : name;
             std::free(name);
             return text;
           },
           event);
}

} // namespace baedal

namespace baedal::test {

story::story(const std::vector<order_event>& past) : now_(noon) {
  for (const auto& event : past)
    evolve(state_, event, now_ += std::chrono::seconds{1}); // Each in an append of its own.
}

story& story::after(std::chrono::milliseconds later) {
  now_ += later;
  return *this;
}

story& story::when(order_command command) {
  last_ = std::move(command);
  decided_ = decide(state_, last_, now_);
  if (decided_)
    for (const auto& event : *decided_)
      evolve(state_, event, now_);
  return *this;
}

story& story::expect(const std::vector<order_event>& events) {
  INFO("refused with " << to_string(decided_.code()));
  REQUIRE(decided_);
  CHECK(*decided_ == events);
  return *this;
}

story& story::then_refused(errc code, std::string_view state) {
  REQUIRE_FALSE(decided_);
  CHECK(to_string(decided_.code()) == to_string(code));
  if (!state.empty())
    CHECK(decided_.error().state == state);
  return *this;
}

story& story::then_refused_at(errc code, std::string_view field) {
  then_refused(code);
  CHECK(decided_.error().field == field);
  return *this;
}

story& story::told(order_status status) {
  const auto outcome = outcome_of(state_, last_);
  REQUIRE(outcome);
  INFO("told " << to_string(outcome->code()));
  REQUIRE(*outcome);
  CHECK(to_string((*outcome)->status) == to_string(status));
  return *this;
}

story& story::told_refusal(errc code) {
  const auto outcome = outcome_of(state_, last_);
  REQUIRE(outcome);
  CHECK(to_string(outcome->code()) == to_string(code));
  return *this;
}

story& story::told_to_wait() {
  CHECK_FALSE(outcome_of(state_, last_));
  return *this;
}

} // namespace baedal::test
