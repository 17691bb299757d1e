#include "tests/supervisors/still_tree.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::supervisors;
using namespace baedal::test;
using namespace std::chrono_literals;

SCENARIO("a supervisor over its intensity stops its children and lets the next one decide [I14]") {
  still_tree at;
  GIVEN("two restarts in 10 seconds below, three in 60 above") {
    at.start(supervisor("top", strategy::one_for_one, {.restarts = 3, .period = 60s},
                        {supervisor("in", strategy::one_for_one, {.restarts = 2, .period = 10s},
                                    {at.child("a"), at.child("b")}),
                         at.child("c")}));
    at.children.happened();
    CHECK(at.board->find("top/in")->allowance_left == 2);
    WHEN("a child fails twice") {
      at.let("a", deed::fail);
      at.world.advance(5s);
      at.let("a", deed::fail);
      at.world.advance(3s);
      THEN("its supervisor stands") {
        CHECK(at.children.happened() == events{"-a", "+a", "-a", "+a"});
        CHECK(at.board->find("top/in")->allowance_left == 0);
        CHECK(at.board->find("top/in")->restarts == 0);
        AND_WHEN("it fails a third time within the period") {
          at.let("a", deed::fail);
          THEN("the supervisor gives up, is replaced with all its children, and nobody else is") {
            CHECK(at.children.happened() == events{"-a", "-b", "+a", "+b"});
            const auto in = at.board->find("top/in");
            CHECK(in->restarts == 1);
            CHECK(in->last_reason == "intensity exceeded: a: runtime_error");
            CHECK(in->allowance_left == 2);
            CHECK(at.board->find("top")->allowance_left == 2);
            CHECK(at.children.doubles().empty());
          }
        }
        AND_WHEN("it fails a third time after the period") {
          at.world.advance(20s);
          at.let("a", deed::fail);
          THEN("only the child returns") {
            CHECK(at.children.happened() == events{"-a", "+a"});
            CHECK(at.board->find("top/in")->restarts == 0);
          }
        }
      }
    }
  }
}

SCENARIO("a child that always fails brings the whole tree down, level by level [I14]") {
  still_tree at{3};
  GIVEN("a tree in which one child is born to fail") {
    at.start(supervisor("top", strategy::one_for_one, {.restarts = 3, .period = 60s},
                        {supervisor("in", strategy::one_for_one, {.restarts = 5, .period = 10s},
                                    {at.child("a"), at.child("b")}),
                         at.child("c")}));
    at.children.make_stillborn("a");
    WHEN("it fails for the first time") {
      at.let("a", deed::fail);
      at.world.advance(60s);
      THEN("every level uses up exactly its allowance, and the tree ends disorderly") {
        REQUIRE(at.tree->ended());
        CHECK_FALSE(at.tree->ended()->orderly);
        CHECK(at.tree->ended()->reason.rfind("intensity exceeded: in", 0) == 0);
        // Four incarnations of `in`, each with one first start and five restarts.
        CHECK(at.children.births().at("a") == 4 * 6);
        CHECK(at.board->find("top/in")->restarts == 3);
        CHECK(at.children.births().at("c") == 1);
        CHECK(at.children.alive().empty());
      }
    }
  }
}

SCENARIO("a restart that fails to start counts as one more failure") {
  still_tree at;
  GIVEN("an allowance of three restarts") {
    at.start(supervisor("top", strategy::rest_for_one, {.restarts = 3, .period = 60s},
                        {at.child("a"), at.child("b")}));
    at.children.happened();
    WHEN("a child cannot start twice after its failure") {
      at.children.refuse_starts("a", 2);
      at.let("a", deed::fail);
      CHECK(at.state_of("top/a") == "backing_off");
      CHECK(at.board->find("top/a")->last_reason == "refuses to start");
      CHECK(at.children.happened() == events{"-a", "-b"});
      at.world.advance(30s);
      THEN("the third attempt succeeds, and its dependants start after it") {
        CHECK(at.children.happened() == events{"+a", "+b"});
        CHECK(at.board->find("top")->allowance_left == 0);
        CHECK_FALSE(at.tree->ended());
      }
    }
    WHEN("it cannot start three times") {
      at.children.refuse_starts("a", 3);
      at.let("a", deed::fail);
      at.world.advance(30s);
      THEN("the supervisor gives up") {
        REQUIRE(at.tree->ended());
        CHECK(at.tree->ended()->reason == "intensity exceeded: a: refuses to start");
      }
    }
  }
}

SCENARIO("a tree that cannot start stops what it started and says why") {
  still_tree at;
  at.children.refuse_starts("c", 1);
  at.start(supervisor("top", strategy::one_for_one, {.restarts = 3, .period = 60s},
                      {at.child("a"),
                       supervisor("in", strategy::one_for_one, {.restarts = 9, .period = 60s},
                                  {at.child("b"), at.child("c")}),
                       at.child("d")}));
  CHECK(at.children.happened() == events{"+a", "+b", "-b", "-a"});
  REQUIRE(at.tree->ended());
  CHECK_FALSE(at.tree->ended()->orderly);
  CHECK(at.tree->ended()->reason == "start failed: in: start failed: c: refuses to start");
  CHECK_FALSE(at.tree->wait_until_up(0s));
}

SCENARIO("a start function that throws is a child that cannot start") {
  still_tree at;
  const starter broken = [](caf::scheduled_actor*) -> result<caf::actor> {
    throw std::runtime_error{"no such file"};
  };
  at.start(supervisor("top", strategy::one_for_one, {}, {worker("a", restart::permanent, broken)}));
  REQUIRE(at.tree->ended());
  CHECK(at.tree->ended()->reason == "start failed: a: no such file");
}

SCENARIO("restarts but the first wait, and a waiting child does not hold up its siblings") {
  still_tree at;
  GIVEN("one_for_one with a long back-off") {
    at.start(supervisor("top", strategy::one_for_one, {.restarts = 5, .period = 60s},
                        {at.child("a"), at.child("b")}));
    at.children.happened();
    at.let("a", deed::fail);
    CHECK(at.children.happened() == events{"-a", "+a"});
    WHEN("the child fails again") {
      at.let("a", deed::fail);
      THEN("it waits, and its sibling's first restart does not") {
        CHECK(at.children.happened() == events{"-a"});
        CHECK(at.state_of("top/a") == "backing_off");
        at.let("b", deed::fail);
        CHECK(at.children.happened() == events{"-b", "+b"});
        at.world.advance(150ms); // Half of the first step, 312 ms, is the least.
        CHECK(at.children.happened().empty());
        at.world.advance(162ms);
        CHECK(at.children.happened() == events{"+a"});
        CHECK(at.state_of("top/a") == "up");
      }
      THEN("a tree that is stopped meanwhile does not start it") {
        at.tree->begin_stop();
        at.world.advance(60s);
        CHECK(at.children.happened() == events{"-a", "-b"});
        CHECK(at.tree->ended()->orderly);
      }
    }
  }
}
