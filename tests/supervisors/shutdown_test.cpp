#include "tests/supervisors/still_tree.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::supervisors;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

constexpr intensity generous{.restarts = 100, .period = 10s};

child_spec pair(still_tree& at, supervisors::shutdown how) {
  return supervisor("top", strategy::one_for_one, generous,
                    {at.child("a"), at.child("b").with(how)});
}

} // namespace

SCENARIO("a child gets the time that its spec grants for stopping, and then is killed") {
  still_tree at;
  at.children.make_stubborn("b");
  GIVEN("a child that takes no notice of requests, with 700 ms to stop") {
    at.start(pair(at, 700ms));
    at.children.happened();
    WHEN("the tree stops") {
      at.tree->begin_stop();
      at.world.advance(699ms);
      THEN("its sibling on the left waits for it, and it is killed when the time is over") {
        CHECK(at.children.happened().empty());
        CHECK(at.state_of("top/b") == "stopping");
        at.world.advance(1ms);
        CHECK(at.children.happened() == events{"-b", "-a"});
        CHECK(at.tree->ended()->orderly);
      }
    }
  }
  GIVEN("a child that takes no notice, to be killed brutally") {
    at.start(pair(at, brutal_kill{}));
    at.children.happened();
    at.tree->begin_stop();
    at.world.settle();
    THEN("it gets no time at all") {
      CHECK(at.children.happened() == events{"-b", "-a"});
    }
  }
  GIVEN("a child that takes no notice, with all the time it wants") {
    at.start(pair(at, infinity{}));
    at.children.happened();
    at.tree->begin_stop();
    at.world.advance(24h);
    THEN("its supervisor waits until somebody kills it") {
      CHECK(at.children.happened().empty());
      CHECK_FALSE(at.tree->ended());
      at.kill("top/b");
      CHECK(at.children.happened() == events{"-b", "-a"});
      CHECK(at.tree->ended()->orderly);
    }
  }
}

SCENARIO("the deadline of an earlier stop never hits a later incarnation") {
  still_tree at;
  GIVEN("a child that stopped in time for its sibling's restart") {
    at.start(supervisor("top", strategy::one_for_all, generous,
                        {at.child("a"), at.child("b").with(100ms)}));
    at.let("a", deed::fail);
    at.children.happened();
    WHEN("the old deadline passes") {
      at.world.advance(1s);
      THEN("nothing happens") {
        CHECK(at.children.happened().empty());
      }
    }
    WHEN("the new incarnation is being stopped when the old deadline passes") {
      at.children.make_stubborn("b");
      at.let("b", deed::fail);
      at.world.advance(60ms);
      at.children.happened();
      at.let("a", deed::fail); // Its successor has 100 ms from here.
      at.world.advance(99ms);
      THEN("it has its own time") {
        CHECK(at.children.happened() == events{"-a"});
        at.world.advance(1ms);
        CHECK(at.children.happened().front() == "-b");
      }
    }
  }
}

SCENARIO("the end of significant children ends their supervisor as its rule says") {
  const auto rule = GENERATE(auto_shutdown::any_significant, auto_shutdown::all_significant);
  const auto kind = GENERATE(restart::transient, restart::temporary);
  still_tree at;
  GIVEN("two significant children and an ordinary one under a transient supervisor") {
    auto in = supervisor("in", strategy::one_for_one, generous,
                         {at.child("a", kind).with(significance::significant),
                          at.child("b", kind).with(significance::significant),
                          at.child("c", restart::temporary)})
                .with(rule)
                .with(restart::transient);
    at.start(supervisor("top", strategy::one_for_one, generous, {std::move(in), at.child("d")}));
    at.children.happened();
    WHEN("the ordinary one ends") {
      at.let("c", deed::finish);
      THEN("nothing follows") {
        CHECK(at.children.happened() == events{"-c"});
        CHECK(at.state_of("top/in") == "up");
      }
    }
    WHEN("a significant one ends normally") {
      at.let("a", deed::finish);
      THEN("the supervisor ends with any, stands with all") {
        if (rule == auto_shutdown::any_significant) {
          CHECK(at.children.happened() == events{"-a", "-c", "-b"});
          CHECK(at.state_of("top/in") == "down");
          CHECK(at.board->find("top/in")->last_reason == "user_shutdown");
        } else {
          CHECK(at.children.happened() == events{"-a"});
          at.let("b", deed::finish);
          CHECK(at.children.happened() == events{"-b", "-c"});
          CHECK(at.state_of("top/in") == "down");
        }
        CHECK(at.state_of("top/d") == "up");
      }
    }
    WHEN("a significant one fails") {
      at.let("a", deed::fail);
      THEN("a transient one returns; the end of a temporary one counts") {
        if (kind == restart::transient)
          CHECK(at.children.happened() == events{"-a", "+a"});
        else if (rule == auto_shutdown::any_significant)
          CHECK(at.children.happened() == events{"-a", "-c", "-b"});
        else
          CHECK(at.children.happened() == events{"-a"});
      }
    }
  }
}
