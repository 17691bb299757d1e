#include "tests/actors/answers.hpp"

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

/// Opens the breaker by payments of others that fail.
void trip(entity_world& world) {
  world.gateway->next_mood = [] { return moody_gateway::mood::away; };
  for (int i = 0; i < 20; ++i) {
    const auto id = "other" + std::to_string(i);
    world.tell<order>(id, world.placing("pizza", id));
    world.settle();
  }
  REQUIRE(world.breaker->report().state == breaker_state::open);
  world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
}

} // namespace

SCENARIO("with an open breaker an order that pays inside ordering does not come into being "
         "(000-N1, 000-N3, 003-V6, K14)") {
  entity_world world{41};
  world.open_shops();
  trip(world);
  const auto asked = world.gateway->authorisations;
  auto refused = world.tell<order>("m1", world.placing("mealkit", "m1", "b"));
  world.settle();
  REQUIRE(code_of(refused) == errc::unavailable);
  CHECK((*refused)->error().detail == "breaker_open");
  CHECK((*refused)->error().retry_after > 0ms);
  CHECK((*refused)->error().retry_after <= 5s);
  CHECK(world.gateway->authorisations == asked);
  CHECK(world.read<order>("m1")->code() == errc::order_unknown);
  CHECK(world.read<store>("s-mealkit").value()->menu.at(item_id{"b"}).stock == 5);
  THEN("its key is free, and serves once the breaker lets it through") {
    world.advance(5s);
    auto placed = world.tell<order>("m1", world.placing("mealkit", "m1", "b"));
    world.settle();
    CHECK(code_of(placed) == errc::none);
    CHECK(world.gateway->books.at(order_id{"m1"}).captures == 1);
  }
}

SCENARIO("with an open breaker an order with a pay step is taken and pays later, by itself "
         "(001-N2, K14)") {
  entity_world world{42, 2s}; // It falls asleep while it waits.
  world.open_shops();
  trip(world);
  const auto asked = world.gateway->authorisations;
  auto placed = world.tell<order>("d1", world.placing("dongne", "d1"));
  world.settle();
  REQUIRE(code_of(placed) == errc::none);
  CHECK((**placed)->view.status == order_status::placed);
  CHECK((**placed)->view.payment.deferred);
  CHECK(world.gateway->authorisations == asked);
  WHEN("time passes") {
    world.advance(10s);
    THEN("it is paid, once, though nobody has asked again") {
      CHECK(world.journaled("d1").seen.status == order_status::paid);
      CHECK(world.gateway->books.at(order_id{"d1"}).captures == 1);
      CHECK(world.breaker->report().state != breaker_state::open);
    }
  }
  WHEN("the node is killed meanwhile") {
    world.restart();
    world.advance(10s);
    THEN("the next one pays it, once") {
      CHECK(world.journaled("d1").seen.status == order_status::paid);
      CHECK(world.gateway->books.at(order_id{"d1"}).captures == 1);
    }
  }
  WHEN("its customer pays with another token at the moment when it asks again") {
    world.advance(4999ms);
    world.tell<order>("d1", pay_order{{}, payment_method::card, "tok_other"});
    world.advance(1ms);
    world.advance(1min);
    THEN("it is paid once") {
      CHECK(world.journaled("d1").seen.status == order_status::paid);
      CHECK(world.gateway->books.at(order_id{"d1"}).captures == 1);
      CHECK(world.journaled("d1").seen.payment.captured == money{1000});
    }
  }
  WHEN("its customer cancels before it asks again") {
    world.tell<order>("d1", cancel_order{{}, cancel_party::customer, "hungry now"});
    world.advance(2min);
    THEN("it is never asked for") {
      CHECK(world.journaled("d1").seen.status == order_status::cancelled);
      CHECK_FALSE(world.gateway->books.contains(order_id{"d1"}));
    }
  }
  WHEN("its placing is repeated with its key after it was paid") {
    world.advance(1min);
    auto again = world.tell<order>("d1", world.placing("dongne", "d1"));
    world.settle();
    THEN("the answer is that of the first time (I10)") {
      REQUIRE(code_of(again) == errc::none);
      CHECK((**again)->view == (**placed)->view);
    }
  }
}

SCENARIO("a gateway that is certainly not reached puts a payment off like an open breaker (T3)") {
  entity_world world{43};
  world.open_shops();
  world.gateway->next_mood = [] { return moody_gateway::mood::away; };
  auto placed = world.tell<order>("a1", world.placing("azer", "a1"));
  world.settle();
  REQUIRE(code_of(placed) == errc::none);
  CHECK((**placed)->view.payment.deferred);
  world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
  world.advance(6s);
  CHECK(world.journaled("a1").seen.status == order_status::paid);
}
