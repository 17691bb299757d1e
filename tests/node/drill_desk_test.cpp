#include "node/drill_desk.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace baedal;
using namespace baedal::node;

namespace {

failpoint one{"test.one", "the first of the tests' own"};
failpoint other{"test.other", "the second"};

std::vector<bool> draws(int count) {
  std::vector<bool> fired;
  for (int i = 0; i < count; ++i)
    fired.push_back(one.fires());
  return fired;
}

http::point_state state_of(drill_desk& desk, const std::string& name) {
  for (auto& state : desk.points())
    if (state.name == name)
      return state;
  return {};
}

} // namespace

SCENARIO("a failpoint is off until it is armed, and off again when disarmed") {
  drill_desk desk;
  CHECK_FALSE(one.fires());
  REQUIRE(desk.arm("test.one", {}));
  CHECK(one.fires());
  CHECK_FALSE(other.fires());
  REQUIRE(desk.disarm("test.one"));
  CHECK_FALSE(one.fires());
  const auto state = state_of(desk, "test.one");
  CHECK_FALSE(state.armed);
  CHECK(state.passed == 1);
  CHECK(state.fired == 1);
}

SCENARIO("a failpoint that is armed for some times goes off as often") {
  drill_desk desk;
  const auto armed = desk.arm("test.one", {.times = 2});
  REQUIRE(armed);
  CHECK(armed->armed->times == 2);
  CHECK(draws(4) == std::vector{true, true, false, false});
  const auto state = state_of(desk, "test.one");
  CHECK_FALSE(state.armed);
  CHECK(state.fired == 2);
  AND_THEN("arming it anew forgets that") {
    const auto again = desk.arm("test.one", {.times = 1});
    REQUIRE(again);
    CHECK(again->passed == 0);
    CHECK(draws(2) == std::vector{true, false});
  }
}

SCENARIO("the seed that is shown repeats a drill, and another one does not") {
  drill_desk desk;
  const auto first = desk.arm("test.one", {.probability = 0.5});
  REQUIRE(first);
  REQUIRE(first->armed->seed);
  const auto seen = draws(200);
  const auto fired = std::count(seen.begin(), seen.end(), true);
  CHECK(fired > 50);
  CHECK(fired < 150);
  REQUIRE(desk.arm("test.one", {.probability = 0.5, .seed = first->armed->seed}));
  CHECK(draws(200) == seen);
  REQUIRE(desk.arm("test.one", {.probability = 0.5, .seed = *first->armed->seed + 1}));
  CHECK(draws(200) != seen);
}

SCENARIO("probability 0 counts who passes and does nothing") {
  drill_desk desk;
  REQUIRE(desk.arm("test.one", {.probability = 0}));
  const auto seen = draws(100);
  CHECK(std::count(seen.begin(), seen.end(), true) == 0);
  CHECK(state_of(desk, "test.one").passed == 100);
}

SCENARIO("a name that no point has is refused") {
  drill_desk desk;
  CHECK_FALSE(desk.arm("test.none", {}));
  CHECK_FALSE(desk.disarm("test.none"));
}

SCENARIO("a desk that goes leaves every point off") {
  {
    drill_desk desk;
    REQUIRE(desk.arm("test.one", {}));
    REQUIRE(desk.arm("test.other", {}));
  }
  CHECK_FALSE(one.fires());
  CHECK_FALSE(other.fires());
}
