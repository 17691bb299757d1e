#include "tests/actors/answers.hpp"

#include "actors/stall_watch.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

SCENARIO("a database that does not answer is noticed within seconds, and nobody waits for it") {
  entity_world world{81};
  world.open_shops();
  for (const auto* id : {"known", "other"}) {
    auto placed = world.tell<order>(id, world.placing("dongne", id, "a", ""));
    world.settle();
    REQUIRE(code_of(placed) == errc::none);
  }
  const cancel_order cancelling{{}, cancel_party::ops, "closing"};
  REQUIRE(world.status->writable());
  GIVEN("a commit that takes twenty seconds") {
    world.call_time = 10s;
    auto first = world.tell<order>("known", cancelling);
    world.settle();
    auto behind = world.tell<order>("other", cancelling);
    world.settle();
    CHECK(world.status->writable());
    world.advance(5s);
    THEN("the node says that it is not ready, and refuses at once what was not begun") {
      CHECK(world.status->frozen.load());
      CHECK_FALSE(world.status->writable());
      CHECK(code_of(behind) == errc::unavailable);
      auto later = world.tell<order>("o3", world.placing("dongne", "o3", "a", ""));
      auto asleep = world.read<order>("o4");
      world.settle();
      CHECK(code_of(later) == errc::unavailable);
      REQUIRE(asleep);
      CHECK(asleep->code() == errc::unavailable);
      CHECK_FALSE(first->has_value());
    }
    THEN("orders in memory are still shown") {
      CHECK(world.read<order>("known").value()->status == order_status::placed);
    }
    AND_WHEN("it answers again") {
      world.call_time = 0ms;
      world.advance(20s);
      THEN("what was begun is done, what was refused is not, and new orders are taken") {
        CHECK(code_of(first) == errc::none);
        CHECK(world.status->writable());
        CHECK(world.read<order>("known").value()->status == order_status::cancelled);
        CHECK(world.read<order>("other").value()->status == order_status::placed);
        auto again = world.tell<order>("other", cancelling);
        world.settle();
        CHECK(code_of(again) == errc::none);
      }
    }
  }
  GIVEN("commits that take long, but not that long") {
    world.call_time = 700ms;
    for (int i = 0; i < 20; ++i) {
      world.tell<order>("s" + std::to_string(i),
                        world.placing("dongne", "s" + std::to_string(i), "a", ""));
      world.advance(1s);
      CHECK(world.status->writable());
    }
  }
}

SCENARIO("a call counts as stalled after looks at that very call, and only once") {
  actors::stall_watch watch;
  for (int i = 0; i < 10; ++i)
    CHECK_FALSE(watch.look());
  watch.began();
  for (int i = 0; i < actors::stall_watch::patience; ++i)
    CHECK_FALSE(watch.look());
  CHECK_FALSE(watch.stalled());
  CHECK(watch.look());
  CHECK(watch.stalled());
  CHECK_FALSE(watch.look());
  watch.ended();
  CHECK_FALSE(watch.stalled());
  watch.began();
  CHECK_FALSE(watch.stalled());
  CHECK_FALSE(watch.look());
}
