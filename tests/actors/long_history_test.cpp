#include "tests/actors/answers.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;

namespace {

define_item dish(int price) {
  return {{item_id{"c"}, "C", money{price}, {}, {}, false}};
}

/// Changes the menu so often that the history takes several pages.
void change_menu(entity_world& world, const std::string& store_name, int times) {
  for (int price = 1; price <= times; ++price) {
    world.tell<store>(store_name, dish(price));
    if (price % 50 == 0)
      world.settle();
  }
  world.settle();
}

void save_snapshot_of_another_program(entity_world& world, const std::string& entity) {
  const auto events = world.rows->events_of(entity, 0, 1'000'000);
  REQUIRE_FALSE(events.empty());
  world.rows->save({entity, events.back().version, events.back().hash, actors::fold_version + 1,
                    R"({"a form":"that only newer programs know"})"});
}

} // namespace

SCENARIO("an entity passes over a snapshot of another fold, however long its history is (D3)") {
  entity_world world{61};
  world.open_shops();
  const auto times = GENERATE(0, 1'300);
  change_menu(world, "s-pizza", times);
  const auto before = world.read<store>("s-pizza").value();
  REQUIRE(before);
  save_snapshot_of_another_program(world, "store/s-pizza");
  world.restart();
  const auto after = world.read<store>("s-pizza");
  REQUIRE(after);
  REQUIRE(*after);
  CHECK((**after).version == before->version);
  CHECK((**after).menu.size() == before->menu.size());
  CHECK(world.count->unreadable.load() == 0);
  auto changed = world.tell<store>("s-pizza", dish(7'777));
  world.settle();
  CHECK(code_of(changed) == errc::none);
}

SCENARIO("a repeated key of a busy store is answered without reading its history (D14)") {
  entity_world world{62};
  world.open_shops();
  change_menu(world, "s-pizza", 1'300);
  const auto first = world.tell<store>("s-pizza", close_store{}, with_key("K", "B"));
  world.settle();
  REQUIRE(code_of(first) == errc::none);
  REQUIRE_FALSE((**first)->view.open);
  auto opened = world.tell<store>("s-pizza", open_store{});
  world.settle();
  REQUIRE(code_of(opened) == errc::none);
  WHEN("the journal cannot be read") {
    world.faults->failing_reads = 1'000;
    const auto again = world.tell<store>("s-pizza", close_store{}, with_key("K", "B"));
    world.settle();
    THEN("the answer is the first one") {
      REQUIRE(code_of(again) == errc::none);
      CHECK((**again)->view == (**first)->view);
    }
  }
  WHEN("the incarnation that answered is gone") {
    world.restart();
    const auto again = world.tell<store>("s-pizza", close_store{}, with_key("K", "B"));
    world.settle();
    THEN("the answer is the first one, read page by page") {
      REQUIRE(code_of(again) == errc::none);
      CHECK((**again)->view == (**first)->view);
    }
  }
}

SCENARIO("an answer that is kept for a key does not outlive erased personal data (D14, D3)") {
  entity_world world{63};
  auto defined = world.tell<customer>("c", define_customer{{"c"}, {}}, with_key("K", "B"),
                                      {{"name", "Kim"}, {"phone", "010-1"}});
  world.settle();
  REQUIRE(code_of(defined) == errc::none);
  const auto again = [&] {
    auto told = world.tell<customer>("c", define_customer{{"c"}, {}}, with_key("K", "B"),
                                     {{"name", "Kim"}, {"phone", "010-1"}});
    world.settle();
    REQUIRE(code_of(told) == errc::none);
    return (**told)->view;
  };
  CHECK(again().name == "Kim");
  auto erased = world.tell<customer>("c", erase_personal{});
  world.settle();
  REQUIRE(code_of(erased) == errc::none);
  CHECK(again().name.empty());
  CHECK(again().phone.empty());
}
