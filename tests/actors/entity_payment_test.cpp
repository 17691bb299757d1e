#include "tests/actors/answers.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

using mood = moody_gateway::mood;

/// What the gateway holds of an order's money.
money held(const entity_world& world, const std::string& id) {
  const auto known = world.gateway->books.find(order_id{id});
  return known == world.gateway->books.end() ? money{}
                                             : known->second.captured - known->second.refunded;
}

/// An order that is there, and to be paid separately.
void place_unpaid(entity_world& world, const std::string& id) {
  world.open_shops();
  world.tell<order>(id, world.placing("dongne", id, "a", ""));
  world.settle();
}

} // namespace

SCENARIO("an answer that waits for an append is decided before the gateway is asked again (I1)",
         "[D7]") {
  int refused_first = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    entity_world world{seed};
    place_unpaid(world, "w1");
    world.call_time = 1s; // An append takes longer than the first pause before a repeat.
    int calls = 0;
    world.gateway->next_mood = [&] { return ++calls == 1 ? mood::away : mood::fine; };
    world.tell<order>("w1", pay_order{{}, payment_method::card, "tok_ok"});
    world.tell<order>("w1", cancel_order{{}, cancel_party::store, "closed"});
    world.advance(10min);
    const auto state = world.journaled("w1");
    CHECK(state.seen.status == order_status::cancelled);
    CHECK(held(world, "w1") == money{});
    refused_first += calls > 0 ? 1 : 0;
  }
  CHECK(refused_first > 0); // The seed decides which command is first.
}

SCENARIO("a card that is declined after a doubt that could not be written down stays in doubt (I1)",
         "[D7]") {
  entity_world world{9};
  place_unpaid(world, "d1");
  int calls = 0;
  world.gateway->next_mood = [&] {
    if (++calls == 1) {
      world.faults->writes = {persistence::write_fault::refuse}; // It stays unwritten.
      return mood::lost_before;
    }
    return calls == 2 ? mood::decline : mood::fine;
  };
  world.tell<order>("d1", pay_order{{}, payment_method::card, "tok_ok"});
  world.settle();
  world.advance(5s);
  REQUIRE(calls >= 2);
  CHECK(world.journaled("d1").payment_in_doubt);
}

SCENARIO("a refund that is retried under a key after its checkout failed is answered alike (I10)") {
  entity_world world{7};
  world.open_shops();
  auto& gateway = *world.gateway;
  int calls = 0;
  gateway.next_mood = [&] { return ++calls == 1 ? mood::lost_before : mood::fine; };
  world.tell<order>("f1", world.placing("pizza", "f1"));
  world.settle();
  world.advance(3min);
  const auto failed = world.journaled("f1");
  REQUIRE_FALSE(is_visible(failed));
  auto& late = gateway.books[order_id{"f1"}];
  late.captured = failed.placed->total;
  late.captures = 1;
  calls = 0; // The late look finds the money, and the gateway will not give it back.
  gateway.next_mood = [&] {
    gateway.books.at(order_id{"f1"}).key = ++calls == 1 ? "pay-f1" : "withdrawn";
    return mood::fine;
  };
  world.advance(20min);
  REQUIRE(world.journaled("f1").seen.payment.status == payment_status::refund_refused);
  gateway.next_mood = [&] {
    gateway.books.at(order_id{"f1"}).key = "pay-f1";
    return mood::fine;
  };
  auto retried = world.tell<order>("f1", retry_refund{}, with_key("K", "B"));
  world.settle();
  auto again = world.tell<order>("f1", retry_refund{}, with_key("K", "B"));
  world.settle();
  REQUIRE(code_of(retried) == errc::none);
  REQUIRE(code_of(again) == errc::none);
  CHECK((**again)->view == (**retried)->view);
  CHECK(gateway.books.at(order_id{"f1"}).refunds.size() == 1);
}
