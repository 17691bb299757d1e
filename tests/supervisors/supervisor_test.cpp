#include "tests/supervisors/still_tree.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::supervisors;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

constexpr intensity generous{.restarts = 100, .period = 10s};

child_spec three(still_tree& at, strategy reach, restart when = restart::permanent) {
  return supervisor("top", reach, generous,
                    {at.child("a", when), at.child("b", when), at.child("c", when)});
}

} // namespace

SCENARIO("children start from left to right and stop from right to left, nested ones in place") {
  still_tree at;
  GIVEN("a tree with a supervisor in the middle") {
    at.start(supervisor("top", strategy::one_for_one, generous,
                        {at.child("a"),
                         supervisor("in", strategy::one_for_all, generous,
                                    {at.child("b"), at.child("c")}),
                         at.child("d")}));
    CHECK(at.children.happened() == events{"+a", "+b", "+c", "+d"});
    CHECK(at.tree->wait_until_up(0s));
    WHEN("it is stopped") {
      at.tree->begin_stop();
      at.world.settle();
      THEN("it ends in order and leaves nothing") {
        CHECK(at.children.happened() == events{"-d", "-c", "-b", "-a"});
        REQUIRE(at.tree->ended());
        CHECK(at.tree->ended()->orderly);
        CHECK(at.board->living_under("top").empty());
        CHECK(at.book->names().empty());
      }
    }
  }
}

SCENARIO("a failure takes along whom the strategy names, stopped and started in order") {
  const auto seed = GENERATE(Catch::Generators::range<std::uint64_t>(1, 6));
  still_tree at{seed};
  struct row {
    strategy reach;
    events expected;
  };
  const auto [reach, expected] = GENERATE(values<row>({
    {strategy::one_for_one, {"-b", "+b"}},
    {strategy::rest_for_one, {"-b", "-c", "+b", "+c"}},
    {strategy::one_for_all, {"-b", "-c", "-a", "+a", "+b", "+c"}},
  }));
  GIVEN("three children") {
    at.start(three(at, reach));
    at.children.happened();
    for (const auto how : {deed::finish, deed::shut_down, deed::fail, deed::throw_up}) {
      WHEN("the one in the middle ends by deed " << static_cast<int>(how)) {
        at.let("b", how);
        THEN("exactly those are replaced, and all is up") {
          CHECK(at.children.happened() == expected);
          CHECK(at.state_of("top/a") == "up");
          CHECK(at.state_of("top/b") == "up");
          CHECK(at.state_of("top/c") == "up");
          CHECK(at.children.doubles().empty());
        }
      }
    }
  }
}

SCENARIO("a child returns as its restart kind says") {
  struct row {
    restart when;
    deed how;
    bool returns;
  };
  const auto [when, how, returns] = GENERATE(values<row>({
    {restart::permanent, deed::finish, true},
    {restart::permanent, deed::shut_down, true},
    {restart::permanent, deed::fail, true},
    {restart::permanent, deed::throw_up, true},
    {restart::transient, deed::finish, false},
    {restart::transient, deed::shut_down, false},
    {restart::transient, deed::fail, true},
    {restart::transient, deed::throw_up, true},
    {restart::temporary, deed::finish, false},
    {restart::temporary, deed::shut_down, false},
    {restart::temporary, deed::fail, false},
    {restart::temporary, deed::throw_up, false},
  }));
  still_tree at;
  at.start(three(at, strategy::one_for_all, when));
  at.children.happened();
  at.let("b", how);
  if (!returns) {
    CHECK(at.children.happened() == events{"-b"});
    CHECK(at.state_of("top/b") == "down");
    CHECK_FALSE(at.book->find("b"));
  } else {
    CHECK(at.children.happened() == events{"-b", "-c", "-a", "+a", "+b", "+c"});
  }
}

SCENARIO("a sibling's failure ends temporary children, and brings finished transient ones back") {
  still_tree at;
  GIVEN("one_for_all over a permanent, a transient and a temporary child") {
    at.start(supervisor("top", strategy::one_for_all, generous,
                        {at.child("a"), at.child("b", restart::transient),
                         at.child("c", restart::temporary)}));
    at.let("b", deed::finish);
    at.children.happened();
    WHEN("the permanent one fails") {
      at.let("a", deed::fail);
      THEN("so it is, as in OTP") {
        CHECK(at.children.happened() == events{"-a", "-c", "+a", "+b"});
        CHECK(at.state_of("top/c") == "down");
        AND_WHEN("it fails once more") {
          at.let("a", deed::fail);
          at.world.advance(1s);
          THEN("the temporary one is still gone") {
            CHECK(at.children.happened() == events{"-a", "-b", "+a", "+b"});
          }
        }
      }
    }
  }
}

SCENARIO("a failure during a restart widens it") {
  still_tree at;
  GIVEN("rest_for_one, and a right sibling that is slow to stop") {
    at.children.make_stubborn("c");
    at.start(three(at, strategy::rest_for_one));
    at.children.happened();
    WHEN("the middle one fails, and while its sibling stops the left one fails too") {
      at.let("b", deed::fail);
      CHECK(at.state_of("top/c") == "stopping");
      CHECK(at.state_of("top/b") == "restarting");
      at.let("a", deed::fail);
      CHECK(at.children.happened() == events{"-b", "-a"});
      at.world.advance(5s);
      THEN("all three start again, each once, after the last is down") {
        CHECK(at.children.happened() == events{"-c", "+a", "+b", "+c"});
        CHECK(at.children.doubles().empty());
      }
    }
  }
}

SCENARIO("a child that dies while it waits to be stopped is no further failure") {
  still_tree at;
  GIVEN("an allowance of one restart") {
    at.children.make_stubborn("c");
    at.start(supervisor("top", strategy::one_for_all, {.restarts = 1, .period = 60s},
                        {at.child("a"), at.child("b"), at.child("c")}));
    WHEN("two children end within one restart") {
      at.let("b", deed::fail);
      at.let("a", deed::fail);
      at.world.advance(6s);
      THEN("it counts once") {
        CHECK_FALSE(at.tree->ended());
        CHECK(at.restarts() == tally{{"a", 1}, {"b", 1}, {"c", 1}});
      }
    }
  }
}

SCENARIO("the name of a child always leads to its present incarnation") {
  still_tree at;
  at.start(supervisor("top", strategy::one_for_one, generous,
                      {supervisor("in", strategy::one_for_one, generous, {at.child("a")})}));
  const auto first = at.book->find("a");
  REQUIRE(first);
  CHECK(at.book->find("in/a") == first);
  CHECK(at.book->find("in"));
  CHECK_FALSE(at.book->find("nobody"));
  at.let("a", deed::fail);
  CHECK(at.book->find("a") != first);
  CHECK(at.book->find("in/a") == at.book->find("a"));
}
