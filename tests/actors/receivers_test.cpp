#include "tests/actors/answers.hpp"

#include <caf/all.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;
using actors::inbox_memory;

namespace {

/// Sends an obligation as an order would.
template <class State>
entity_world::answer_ptr<State> oblige(entity_world& world, const std::string& id,
                                       typename actors::aggregate<State>::command command,
                                       const obligation_stamp& stamp) {
  using view = typename actors::aggregate<State>::view;
  auto outcome = std::make_shared<std::optional<result<actors::answer<view>>>>();
  actors::reply<actors::answer<view>> back{[outcome](auto told) { *outcome = std::move(told); }};
  actors::command_message<State> message{id, std::move(command), {}, stamp, {}, std::move(back)};
  const auto* region = actors::aggregate<State>::kind == entity_kind::store ? "stores"
                                                                            : "customers";
  caf::anon_send(world.find(region), std::move(message));
  world.settle();
  return outcome;
}

obligation_stamp stamped(const std::string& order, std::uint64_t number, instant last_append) {
  return {{entity_kind::order, order}, number, 1, last_append};
}

count_completion one_for(const std::string& order) {
  return {{"c"}, {order}, 2, true};
}

/// Nothing polls while time passes.
void pass(entity_world& world, std::chrono::milliseconds by) {
  world.kill("wakeups");
  world.advance(by);
}

} // namespace

SCENARIO("a completion asked for again after weeks counts once, and no grade twice (D7)") {
  entity_world world{21};
  const auto begin = world.still.now();
  REQUIRE(code_of(oblige<customer>(world, "c", one_for("o1"), stamped("o1", 1, begin)))
          == errc::none);
  REQUIRE(world.read<customer>("c").value()->completed_orders == 1);
  pass(world, inbox_memory + 1h);
  WHEN("its sender, whose acknowledgement was lost, wakes after the customer's next snapshots") {
    for (int other = 0; other < 450; ++other) // Every second one raises nothing any more.
      oblige<customer>(world, "c", count_completion{{"c"}, {"x"}, 2, false},
                       stamped("x" + std::to_string(other), 1, world.still.now()));
    world.restart();
    REQUIRE(world.read<customer>("c").value()->completed_orders == 451);
    const auto grade = world.read<customer>("c").value()->grade;
    const auto stale = oblige<customer>(world, "c", one_for("o1"), stamped("o1", 1, begin));
    const auto renewed =
      oblige<customer>(world, "c", one_for("o1"), stamped("o1", 1, world.still.now()));
    THEN("it is answered from memory, whatever its stamp says") {
      CHECK(code_of(stale) == errc::none);
      CHECK(code_of(renewed) == errc::none);
      CHECK(world.read<customer>("c").value()->completed_orders == 451);
      CHECK(world.read<customer>("c").value()->grade == grade);
    }
    AND_THEN("the next completion counts") {
      oblige<customer>(world, "c", one_for("o2"), stamped("o2", 1, world.still.now()));
      CHECK(world.read<customer>("c").value()->completed_orders == 452);
      CHECK(world.read<customer>("c").value()->grade > grade);
    }
  }
}

SCENARIO("an unknown sender's stamp is refused when it is older than the memory of senders (D7)") {
  entity_world world{22};
  world.open_shops();
  const auto now = world.still.now();
  const auto reserve = [&](const char* order, instant at) {
    return code_of(oblige<store>(world, "s-mealkit",
                                 reserve_stock{{order}, {{item_id{"b"}, 1}}},
                                 stamped(order, 1, at)));
  };
  CHECK(reserve("o1", now - inbox_memory) == errc::none);
  CHECK(reserve("o2", now - inbox_memory - 1ms) == errc::stale_stamp);
  CHECK(world.read<store>("s-mealkit").value()->menu.at(item_id{"b"}).stock == 4);
}

SCENARIO("a reservation heard late and again after its sender was forgotten holds once (D7, I5)") {
  entity_world world{23};
  world.open_shops();
  const auto late = world.still.now() - 144h;
  const reserve_stock wanted{{"o1"}, {{item_id{"b"}, 2}}};
  const auto left = [&] {
    return world.read<store>("s-mealkit").value()->menu.at(item_id{"b"}).stock;
  };
  REQUIRE(code_of(oblige<store>(world, "s-mealkit", wanted, stamped("o1", 4, late)))
          == errc::none);
  REQUIRE(left() == 3);
  pass(world, inbox_memory + 1ms);
  for (int visit = 0; visit < 450; ++visit) {
    world.tell<store>("s-mealkit", visit % 2 ? store_command{open_store{}} : close_store{});
    world.settle();
  }
  world.restart();
  CHECK(code_of(oblige<store>(world, "s-mealkit", wanted, stamped("o1", 4, late)))
        == errc::stale_stamp);
  CHECK(code_of(oblige<store>(world, "s-mealkit", wanted, stamped("o1", 4, world.still.now())))
        == errc::none);
  CHECK(left() == 3);
}

SCENARIO("units that are no longer wanted go back once, however late it is said again (D7, I5)") {
  entity_world world{25};
  world.open_shops();
  const hold_less one_left{{"o1"}, {{item_id{"b"}, 1}}};
  const auto left = [&] {
    return world.read<store>("s-mealkit").value()->menu.at(item_id{"b"}).stock;
  };
  const auto begin = world.still.now();
  oblige<store>(world, "s-mealkit", reserve_stock{{"o1"}, {{item_id{"b"}, 3}}},
                stamped("o1", 1, begin));
  REQUIRE(left() == 2);
  oblige<store>(world, "s-mealkit", one_left, stamped("o1", 2, begin));
  REQUIRE(left() == 4);
  oblige<store>(world, "s-mealkit", one_left, stamped("o1", 2, begin));
  CHECK(left() == 4);
  pass(world, inbox_memory + 1h);
  for (int visit = 0; visit < 450; ++visit) { // Until the next snapshots forget the sender.
    world.tell<store>("s-mealkit", visit % 2 ? store_command{open_store{}} : close_store{});
    world.settle();
  }
  world.restart();
  CHECK(code_of(
          oblige<store>(world, "s-mealkit", one_left, stamped("o1", 2, world.still.now())))
        == errc::none);
  CHECK(left() == 4);
}

SCENARIO("a store forgets what it held for orders that have ended (D7, I5)") {
  entity_world world{24, 5s};
  world.open_shops();
  for (const auto* id : {"m1", "m2", "m3"})
    world.tell<order>(id, world.placing("hansik", id, "b"));
  world.settle();
  const auto held = [&] { return world.folded<store>("s-hansik").now->reservations.size(); };
  REQUIRE(held() == 3);
  WHEN("one is completed, one is cancelled, and one goes on") {
    world.tell<order>("m2", cancel_order{{}, cancel_party::ops, "storm"});
    asked_by rider;
    rider.rider = rider_id{"r-hansik"};
    const order_command life[] = {accept_order{},     start_cooking{},  finish_cooking{},
                                  pick_order{rider},  start_delivery{}, deliver_order{},
                                  confirm_order{}};
    for (const auto& step : life) {
      world.tell<order>("m1", step);
      world.settle();
    }
    world.advance(1min);
    THEN("only the last one's units are still held, and the first one's never come back") {
      CHECK(world.journaled("m1").seen.status == order_status::completed);
      CHECK(owed(world.journaled("m1")).empty());
      CHECK(held() == 1);
      CHECK(world.read<store>("s-hansik").value()->menu.at(item_id{"b"}).stock == 3);
    }
  }
}
