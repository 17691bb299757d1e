#include "tests/actors/answers.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

const std::map<std::string, std::string> where{{"address", "Secret-ro 7"},
                                               {"area", "Secret-gu"},
                                               {"name", "Secret Kim"},
                                               {"note", "the blue door"},
                                               {"phone", "010-1234-5678"}};

/// Whether any word of what is personal is left in the journal about an entity.
bool is_remembered(const entity_world& world, const std::string& entity) {
  const auto found = world.rows->whole(entity);
  std::string all = found.personal.value_or("");
  for (const auto& row : world.rows->events_of(entity, 0, 1'000))
    all += row.payload;
  return all.find("Secret") != std::string::npos || all.find("blue door") != std::string::npos
         || all.find("5678") != std::string::npos;
}

void place(entity_world& world, const std::string& id) {
  auto placed = world.tell<order>(id, world.placing("dongne", id), {}, where);
  world.settle();
  REQUIRE(code_of(placed) == errc::none);
  REQUIRE((**placed)->view.address_text == "Secret-ro 7");
  REQUIRE((**placed)->view.address_area == "Secret-gu");
  REQUIRE((**placed)->view.customer_name == "Secret Kim");
  REQUIRE((**placed)->view.phone == "010-1234-5678");
}

} // namespace

SCENARIO("an order that has ended forgets where it went, for good (D3)") {
  entity_world world{31};
  world.open_shops();
  place(world, "e1");
  GIVEN("an order under way") {
    auto erased = world.tell<order>("e1", erase_personal{});
    world.settle();
    THEN("it is refused: the rider needs the address") {
      CHECK(code_of(erased) == errc::state_conflict);
      CHECK(world.read<order>("e1").value()->address_text == "Secret-ro 7");
    }
  }
  GIVEN("an order that was cancelled") {
    world.tell<order>("e1", cancel_order{});
    world.settle();
    const auto before = world.read<order>("e1").value();
    REQUIRE(before->status == order_status::cancelled);
    REQUIRE(is_remembered(world, "order/e1"));
    auto erased = world.tell<order>("e1", erase_personal{});
    world.settle();
    REQUIRE(code_of(erased) == errc::none);
    THEN("no answer shows it, now, of the past or to a repeated key") {
      CHECK((**erased)->view.address_text.empty());
      CHECK((**erased)->view.note.empty());
      CHECK((**erased)->view.customer_name.empty());
      CHECK((**erased)->view.phone.empty());
      CHECK((**erased)->view.address_area.empty());
      CHECK((**erased)->view.version == before->version + 1);
      CHECK(world.read<order>("e1", 1).value()->address_text.empty());
      auto again = world.tell<order>("e1", world.placing("dongne", "e1"), {}, where);
      world.settle();
      REQUIRE(code_of(again) == errc::none);
      CHECK((**again)->view.address_text.empty());
      CHECK(world.history("e1")->events.back().type == "personal_erased");
    }
    THEN("nothing of it is left in the journal, whose chain is whole (I13)") {
      CHECK_FALSE(is_remembered(world, "order/e1"));
      CHECK(world.journaled("e1").seen.status == order_status::cancelled);
      world.restart();
      CHECK(world.read<order>("e1").value()->address_text.empty());
    }
    THEN("erasing it again writes nothing") {
      const auto version = world.journaled("e1").version;
      auto twice = world.tell<order>("e1", erase_personal{});
      world.settle();
      CHECK(code_of(twice) == errc::none);
      CHECK(world.journaled("e1").version == version);
    }
  }
}

SCENARIO("a customer is forgotten, keeps the grade, and may come back (D3)") {
  entity_world world{32};
  const std::map<std::string, std::string> who{{"name", "Lee"}, {"address", "Secret-ro 7"}};
  const define_customer profile{customer_id{"c1"}, {}};
  world.tell<customer>("c1", profile, {}, who);
  world.settle();
  REQUIRE(world.read<customer>("c1").value()->name == "Lee");
  auto erased = world.tell<customer>("c1", erase_personal{});
  auto unknown = world.tell<customer>("c2", erase_personal{});
  world.settle();
  REQUIRE(code_of(erased) == errc::none);
  CHECK(code_of(unknown) == errc::customer_unknown);
  CHECK((**erased)->view.name.empty());
  CHECK_FALSE(is_remembered(world, "customer/c1"));
  world.restart();
  CHECK(world.read<customer>("c1").value()->address_text.empty());
  world.tell<customer>("c1", profile, {}, who);
  world.settle();
  CHECK(world.read<customer>("c1").value()->name == "Lee");
}

SCENARIO("what is not stated of a customer stays, unless it was erased meanwhile (D3)") {
  entity_world world{34};
  const define_customer part{customer_id{"c1"}, {}, true};
  world.tell<customer>("c1", part, {}, {{"name", "Lee"}, {"phone", "010"}});
  WHEN("two state different parts at one moment") {
    world.tell<customer>("c1", part, {}, {{"phone", "02"}});
    world.tell<customer>("c1", part, {}, {{"address", "Secret-ro 7"}});
    world.settle();
    THEN("all of it is known") {
      const auto seen = world.read<customer>("c1").value();
      CHECK(seen->name == "Lee");
      CHECK(seen->phone == "02");
      CHECK(seen->address_text == "Secret-ro 7");
    }
  }
  WHEN("a part is stated after the rest was erased") {
    world.tell<customer>("c1", erase_personal{});
    world.tell<customer>("c1", part, {}, {{"phone", "02"}});
    world.settle();
    THEN("only that part is known") {
      const auto seen = world.read<customer>("c1").value();
      CHECK(seen->name.empty());
      CHECK(seen->phone == "02");
    }
  }
}

SCENARIO("a rider's name is erased, the rider stays") {
  entity_world world{33};
  world.tell<rider>("r1", define_rider{rider_id{"r1"}, "here", {}, {}}, {},
                    {{"name", "Secret-ro"}});
  world.settle();
  auto erased = world.tell<rider>("r1", erase_personal{});
  world.settle();
  REQUIRE(code_of(erased) == errc::none);
  CHECK((**erased)->view.name.empty());
  CHECK((**erased)->view.area == "here");
  CHECK_FALSE(is_remembered(world, "rider/r1"));
}
