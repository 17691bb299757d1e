#include "tests/actors/answers.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

/// Leaves a first event in the journal that nobody can read.
void spoil(entity_world& world, const entity_key& whom) {
  const auto entity = whom.text();
  const auto slice = slice_of(entity);
  persistence::write_batch poison;
  persistence::event_row row;
  row.slice = slice;
  row.position = world.rows->owner(slice).head + 1;
  row.entity = entity;
  row.version = 1;
  row.event_id = std::to_string(std::hash<std::string>{}(entity));
  row.type = "order_placed";
  row.payload = "{\"nonsense\":1}";
  row.hash = "not a hash";
  row.epoch = 1;
  poison.events.push_back(std::move(row));
  REQUIRE(world.rows->write(poison) == persistence::write_status::written);
}

std::string bad(int number) {
  return "bad-" + std::to_string(number);
}

/// Places an order that must come into being.
void place_well(entity_world& world, const std::string& id) {
  auto placed = world.tell<order>(id, world.placing("dongne", id, "a", ""));
  world.settle();
  CHECK(code_of(placed) == errc::none);
}

} // namespace

SCENARIO("five hundred histories that cannot be read harm nobody but themselves") {
  entity_world world{71};
  world.open_shops();
  for (int i = 0; i < 500; ++i)
    spoil(world, {entity_kind::order, bad(i)});
  for (int i = 0; i < 500; ++i)
    CHECK(world.read<order>(bad(i))->code() == errc::unavailable);
  THEN("the region lives, and each of them was tried once") {
    CHECK(world.count->unreadable.load() == 500);
    CHECK(world.count->quarantined.load() == 500);
    place_well(world, "good");
  }
  AND_WHEN("all of them are tried again and again") {
    for (int minute = 0; minute < 10; ++minute) {
      world.advance(1min);
      place_well(world, "good-" + std::to_string(minute));
    }
    THEN("each is tried less and less often") {
      CHECK(world.count->quarantined.load() == 500);
      CHECK(world.count->unreadable.load() <= 500 * 11);
    }
  }
}

SCENARIO("a region knows from the one before it who is in quarantine, and when to try again") {
  entity_world world{72};
  world.open_shops();
  spoil(world, {entity_kind::order, "bad"});
  CHECK(world.read<order>("bad")->code() == errc::unavailable);
  world.advance(1s);
  REQUIRE(world.count->unreadable.load() == 2);
  world.replace_region("orders");
  world.settle();
  CHECK(world.read<order>("bad")->code() == errc::unavailable);
  CHECK(world.count->unreadable.load() == 2);
  world.advance(2s);
  CHECK(world.count->unreadable.load() == 3);
}

SCENARIO("the gauge of entities in quarantine counts those of all regions") {
  entity_world world{73};
  world.open_shops();
  for (int i = 0; i < 3; ++i)
    spoil(world, {entity_kind::order, bad(i)});
  for (int i = 0; i < 2; ++i)
    spoil(world, {entity_kind::store, bad(i)});
  for (int i = 0; i < 3; ++i)
    world.read<order>(bad(i));
  for (int i = 0; i < 2; ++i)
    world.read<store>(bad(i));
  CHECK(world.count->quarantined.load() == 5);
  world.advance(5min); // The regions look after their books meanwhile.
  CHECK(world.count->quarantined.load() == 5);
}

SCENARIO("a region asks those unused for longest to sleep before too many are awake") {
  entity_world world{74};
  world.most_awake = 20;
  world.restart();
  const auto others = world.count->awake.load();
  const auto name = [](int number) { return "c" + std::to_string(number); };
  for (int i = 0; i < 300; ++i) {
    auto defined = world.tell<customer>(name(i), define_customer{{name(i)}, {}});
    world.settle();
    REQUIRE(code_of(defined) == errc::none);
    REQUIRE(world.count->awake.load() - others <= 20);
    world.advance(1ms); // So that they were not all used at once.
  }
  THEN("those used last are still awake") {
    const auto read = world.count->recoveries.load();
    for (int i = 290; i < 300; ++i)
      CHECK(world.read<customer>(name(i)).value());
    CHECK(world.count->recoveries.load() == read);
  }
  AND_THEN("the others wake up when they are asked") {
    for (int i = 0; i < 300; ++i)
      CHECK(world.read<customer>(name(i)).value());
  }
}

SCENARIO("orders with something to do soon stay awake, however crowded it is") {
  entity_world world{75};
  world.open_shops();
  world.most_awake = 20;
  world.restart();
  world.gateway->next_mood = [] { return moody_gateway::mood::lost_before; };
  for (int i = 0; i < 60; ++i) {
    const auto id = "o" + std::to_string(i);
    world.tell<order>(id, world.placing("dongne", id)); // Its payment is asked for again and again.
    world.settle();
  }
  CHECK(world.count->passivations.load() == 0);
  CHECK(world.count->awake.load() >= 60);
  for (int i = 0; i < 60; ++i)
    CHECK(world.read<order>("o" + std::to_string(i)).value());
}
