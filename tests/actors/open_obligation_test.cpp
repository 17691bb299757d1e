#include "tests/actors/answers.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

/// An order that owes its customer money while the gateway is away.
void owe_a_refund(entity_world& world, const std::string& id) {
  world.open_shops();
  world.tell<order>(id, world.placing("dongne", id));
  world.settle();
  REQUIRE(world.journaled(id).seen.status == order_status::paid);
  world.gateway->next_mood = [] { return moody_gateway::mood::away; };
  auto cancelled = world.tell<order>(id, cancel_order{});
  world.settle();
  REQUIRE(code_of(cancelled) == errc::none);
}

std::uint64_t written(const entity_world& world, const std::string& id) {
  return world.rows->events_of("order/" + id, 0, 100'000).size();
}

} // namespace

SCENARIO("an obligation that stays open for a day costs next to no writes, and is not forgotten") {
  const auto idle = GENERATE(as<std::chrono::milliseconds>{}, 2'000, 120'000);
  entity_world world{11, idle};
  owe_a_refund(world, "d1");
  const auto before = written(world, "d1");
  const auto sent = world.count->obligations_sent.load();
  GIVEN("a gateway that is away for a day") {
    world.advance(24h);
    CHECK(world.count->obligations_sent.load() - sent > 2'000);
    CHECK(written(world, "d1") <= before + 1);
    THEN("the money is given back within the back-off once the gateway is there") {
      world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
      world.advance(38s);
      CHECK(world.gateway->books.at(order_id{"d1"}).refunded == money{1000});
      CHECK(world.journaled("d1").owed.empty());
    }
    THEN("the wakeup row brings it back after kill -9 (I11)") {
      world.restart();
      world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
      world.advance(2s);
      CHECK(world.gateway->books.at(order_id{"d1"}).refunded == money{1000});
      CHECK(world.journaled("d1").owed.empty());
    }
    THEN("a day with a restart every hour costs an event or two for each") {
      for (int i = 0; i < 24; ++i) {
        world.restart();
        world.advance(1h);
      }
      CHECK(written(world, "d1") <= before + 1 + 24 * 2);
    }
  }
}

SCENARIO("an order with nothing left to do gives its wakeup row away once") {
  entity_world world{12, 2s};
  owe_a_refund(world, "d2");
  world.advance(10min);
  world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
  world.advance(2min);
  REQUIRE(world.journaled("d2").owed.empty());
  const auto after = written(world, "d2");
  const auto rows = world.rows->due(world.still.now() + 24h, {}, 1'000);
  CHECK(std::none_of(rows.begin(), rows.end(),
                     [](const auto& row) { return row.entity == "order/d2"; }));
  world.advance(1h);
  CHECK(written(world, "d2") == after);
}
