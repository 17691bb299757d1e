#include "tests/actors/answers.hpp"

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

SCENARIO("a refused request leaves no trace in what it collides with") {
  entity_world world{9};
  world.open_shops();
  auto other_body = world.placing("dongne", "c1", "a", "");
  other_body.body_hash = "another";
  auto first =
    world.tell<order>("c1", world.placing("dongne", "c1", "a", ""), {}, {{"address", "A"}});
  auto second = world.tell<order>("c1", other_body, {}, {{"address", "B"}});
  world.settle();
  CHECK(code_of(first) == errc::none);
  CHECK(code_of(second) == errc::key_reused);
  CHECK(world.read<order>("c1").value()->address_text == "A");
  world.restart();
  CHECK(world.read<order>("c1").value()->address_text == "A");
}

SCENARIO("a checkout started again under its key takes nothing over from the failed one") {
  entity_world world{10};
  world.open_shops();
  world.gateway->next_mood = [] { return moody_gateway::mood::away; };
  auto failed = world.tell<order>("c2", world.placing("pizza", "c2"), {}, {{"address", "A"}});
  world.settle();
  CHECK(code_of(failed) == errc::unavailable);
  world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
  auto placed = world.tell<order>("c2", world.placing("pizza", "c2"));
  world.settle();
  REQUIRE(code_of(placed) == errc::none);
  CHECK((**placed)->view.address_text.empty());
}

SCENARIO("a key whose command changed nothing is remembered, too (D14)") {
  entity_world world{11};
  world.open_shops();
  auto opened = world.tell<store>("s-pizza", open_store{}, with_key("S", "B"));
  world.settle();
  world.tell<store>("s-pizza", close_store{});
  world.settle();
  auto again = world.tell<store>("s-pizza", open_store{}, with_key("S", "B"));
  world.settle();
  CHECK((**again)->view.open);
  CHECK_FALSE(world.read<store>("s-pizza").value()->open);
}

SCENARIO("after a crash the gateway is asked, not called again") {
  entity_world world{12};
  world.open_shops();
  int confirms = 0;
  world.gateway->next_mood = [&] { return ++confirms, moody_gateway::mood::lost_after; };
  world.patience = 0;
  world.faults->refused_connects = 1'000;
  world.faults->writes = {persistence::write_fault::none,
                          persistence::write_fault::lose_before_commit};
  world.tell<order>("c3", world.placing("pizza", "c3"));
  world.settle();
  CHECK(confirms == 1);
  world.patience = 5;
  world.faults->refused_connects = 0;
  world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
  const auto before = world.gateway->authorisations;
  world.restart();
  world.advance(2min);
  CHECK(world.gateway->authorisations == before);
  CHECK(world.journaled("c3").seen.payment.status != payment_status::unknown);
}

SCENARIO("after a crash the gateway is asked, though the journal refuses to note the doubt (I1)") {
  entity_world world{14};
  world.open_shops();
  using enum moody_gateway::mood;
  using persistence::write_fault;
  world.gateway->next_mood = [] { return lost_after; };
  world.patience = 0;
  world.faults->refused_connects = 1'000;
  world.faults->writes = {write_fault::none, write_fault::lose_before_commit};
  world.tell<order>("c4", world.placing("pizza", "c4"));
  world.settle();
  REQUIRE(world.gateway->authorisations == 1);
  world.patience = 5;
  world.faults->refused_connects = 0;
  world.faults->writes = {write_fault::none, write_fault::refuse, write_fault::refuse};
  world.gateway->next_mood = [] { return away; };
  world.restart();
  world.advance(2min);
  CHECK(world.faults->writes.empty());
  CHECK(world.gateway->authorisations == 1);
  world.gateway->next_mood = [] { return fine; };
  world.advance(2min);
  CHECK(world.journaled("c4").seen.payment.status == payment_status::approved);
}

SCENARIO("a snapshot that cannot be read only makes recovery longer") {
  entity_world world{13};
  world.open_shops();
  const auto before = world.read<store>("s-azer").value();
  REQUIRE(before);
  world.rows->save({"store/s-azer", 2, "hash", 1, "{\"nonsense\":true}"});
  world.restart();
  CHECK(*world.read<store>("s-azer").value() == *before);
}
