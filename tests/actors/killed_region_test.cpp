#include "tests/actors/answers.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;

SCENARIO("a killed region's next incarnation wakes no entity that is still alive (D3)") {
  const auto first = seed_or(1);
  for (auto seed = first; seed < first + 50; ++seed) {
    INFO("seed " << seed);
    entity_world world{seed};
    world.open_shops();
    auto placed = world.tell<order>("o1", world.placing("dongne", "o1", "a", ""));
    world.settle();
    REQUIRE(code_of(placed) == errc::none);
    const auto awake = world.count->awake.load();

    world.tell<order>("o1", accept_order{});
    for (auto steps = seed % 8; steps > 0; --steps)
      world.still.step(); // So that the region dies at any point of it.
    world.replace_region("orders");
    auto cancelled = world.tell<order>("o1", cancel_order{{}, cancel_party::ops, "closing"});
    do
      REQUIRE(world.count->awake.load() <= awake);
    while (world.still.step());

    REQUIRE(cancelled->has_value());
    CHECK(code_of(cancelled) != errc::unavailable);
    CHECK(code_of(cancelled) != errc::outcome_unknown);
    CHECK(world.count->entity_crashes.load() == 0);
    auto last = world.read<order>("o1");
    REQUIRE(last);
    CHECK(**last == world.journaled("o1").seen);
  }
}
