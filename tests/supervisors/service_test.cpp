#include "supervisors/service_actor.hpp"
#include "tests/supervisors/still_tree.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::supervisors;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

/// A front door of cardboard: notes what is done to it.
struct cardboard_door {
  events happened;
  service::tell_failed tell;
  std::size_t refusals = 0;
  bool fails_while_starting = false;

  starter as_child() {
    return service_worker("front_door", [this] {
      return service{
        .start = [this](service::tell_failed failed) -> result<unit> {
          if (refusals > 0) {
            --refusals;
            return refusal{errc::unavailable, "port taken"};
          }
          happened.push_back("started");
          tell = std::move(failed);
          if (fails_while_starting)
            tell("at once");
          return unit{};
        },
        .stop = [this] { happened.push_back("stopped"); },
      };
    });
  }
};

} // namespace

SCENARIO("a plain object lives and dies in the tree like a worker") {
  cardboard_door door;
  still_tree at;
  const auto spec = supervisor("top", strategy::one_for_one, {.restarts = 3, .period = 10s},
                               {worker("front_door", restart::permanent, door.as_child())});
  GIVEN("a running one") {
    at.start(spec);
    CHECK(door.happened == events{"started"});
    WHEN("the tree stops") {
      at.tree->begin_stop();
      at.world.settle();
      THEN("the object is stopped, once") {
        CHECK(door.happened == events{"started", "stopped"});
      }
    }
    WHEN("its worker is killed") {
      at.kill("top/front_door");
      THEN("it is stopped before its successor starts") {
        CHECK(door.happened == events{"started", "stopped", "started"});
      }
    }
    WHEN("it says that it failed") {
      const auto tell = door.tell;
      tell("accept: too many open files");
      at.world.settle();
      THEN("it is replaced, and the reason is shown") {
        CHECK(door.happened == events{"started", "stopped", "started"});
        CHECK(at.board->find("top/front_door")->last_reason
              == "service failed: accept: too many open files");
        AND_THEN("what its former incarnation says later changes nothing") {
          tell("late");
          at.world.settle();
          CHECK(door.happened.size() == 3);
        }
      }
    }
    WHEN("its successor cannot start at first") {
      door.refusals = 1;
      at.kill("top/front_door");
      THEN("the object that never ran is not stopped, and the next attempt succeeds") {
        CHECK(door.happened == events{"started", "stopped"});
        CHECK(at.board->find("top/front_door")->last_reason == "port taken");
        at.world.advance(1s);
        CHECK(door.happened == events{"started", "stopped", "started"});
      }
    }
  }
  GIVEN("one that cannot start") {
    door.refusals = 1;
    at.start(spec);
    THEN("neither can the tree") {
      REQUIRE(at.tree->ended());
      CHECK(at.tree->ended()->reason == "start failed: front_door: port taken");
      CHECK(door.happened.empty());
    }
  }
  GIVEN("one that fails again before its start is over") {
    door.fails_while_starting = true;
    at.start(spec);
    at.world.advance(10s);
    THEN("that uses up the allowance, and every start has its stop [I14]") {
      REQUIRE(at.tree->ended());
      CHECK(std::count(door.happened.begin(), door.happened.end(), "started") == 4);
      CHECK(std::count(door.happened.begin(), door.happened.end(), "stopped") == 4);
    }
  }
}

SCENARIO("the live view counts the work that waits, where a worker counts it") {
  still_tree at;
  std::size_t waiting = 3;
  auto counted = at.children.make("a");
  counted.depth = [&] { return waiting; };
  at.start(supervisor("top", strategy::one_for_one, {},
                      {worker("a", restart::permanent, counted)}));
  CHECK(at.board->find("top/a")->depth == 3);
  waiting = 0;
  CHECK(at.board->snapshot()->children.front().depth == 0);
}
