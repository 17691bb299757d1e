#include "domain/store.hpp"

#include "tests/domain/folding.hpp"

using namespace baedal;

namespace {

using store_world = test::obedient<store, store_command, store_event>;

const item_id kit{"kit"};

store_world selling(std::int64_t stock) {
  store_world world;
  store_card card;
  card.id = store_id{"s1"};
  card.brand = brand_id{"mealkit"};
  world.obeys(define_store{card});
  world.obeys(define_item{{kit, "kit", money{9'000}, {}, stock, false}});
  return world;
}

const menu_item& on_menu(const store_world& world) {
  return world.state.card.menu.at(kit);
}

} // namespace

SCENARIO("a change of an item states what changes; what orders hold stays held (003-F1)") {
  auto world = selling(5);
  world.obeys(reserve_stock{order_id{"o1"}, {{kit, 2}}});
  world.obeys(change_item{kit, "Kit", {}, {}});
  CHECK(on_menu(world).name == "Kit");
  CHECK(on_menu(world).stock == 3);
  world.obeys(change_item{kit, {}, money{1}, 10});
  CHECK(on_menu(world).price == money{1});
  CHECK(on_menu(world).stock == 10);
  CHECK(world.state.reservations.at(order_id{"o1"}).lines.front().quantity == 2);
  CHECK(world.obeys(change_item{kit, {}, {}, {}}).empty());
  CHECK(world.refuses(change_item{item_id{"pot"}, {}, {}, 1}).code == errc::item_not_found);
  CHECK(world.refuses(change_item{kit, {}, {}, -1}).field == "stock");
}

SCENARIO("an item that is off the menu sells no more; what orders hold of it comes to its end") {
  auto world = selling(5);
  world.obeys(reserve_stock{order_id{"sold"}, {{kit, 1}}});
  world.obeys(commit_stock{order_id{"sold"}});
  world.obeys(reserve_stock{order_id{"held"}, {{kit, 2}}});
  const auto told = world.obeys(retire_item{kit});
  REQUIRE(told.size() == 1);
  CHECK(std::get<item_retired>(told.front()).counted);
  CHECK(world.state.card.menu.empty());
  CHECK(world.state.card.retired.count(kit) == 1);
  CHECK(is_public(item_retired{kit}));
  THEN("nobody can have, change or retire it") {
    CHECK(world.refuses(reserve_stock{order_id{"late"}, {{kit, 1}}}).code == errc::item_unknown);
    CHECK(world.refuses(change_item{kit, {}, {}, 1}).code == errc::item_not_found);
    CHECK(world.refuses(retire_item{kit}).code == errc::item_not_found);
    CHECK(store_world{}.refuses(retire_item{kit}).code == errc::store_unknown);
  }
  THEN("its orders are sold, shortened, given back and settled as ever") {
    world.obeys(hold_less{order_id{"held"}, {{kit, 1}}});
    world.obeys(commit_stock{order_id{"held"}});
    const auto back = world.obeys(release_stock{order_id{"held"}});
    CHECK(std::get<units_released>(back.at(0)).back.empty());
    world.obeys(settle_stock{order_id{"sold"}});
    CHECK(world.state.reservations.empty());
    CHECK(world.state.on_hold.empty());
  }
  THEN("a store that is defined anew still knows that it had it") {
    auto card = world.state.card;
    card.retired.clear();
    card.name = "bap";
    world.obeys(define_store{card});
    CHECK(world.state.card.retired.count(kit) == 1);
  }
  THEN("put back on the menu, it counts what comes back") {
    const auto defined = world.obeys(define_item{{kit, "kit", money{9'000}, {}, 10, false}});
    CHECK(std::get<item_defined>(defined.at(0)).is_new);
    CHECK(std::get<item_defined>(defined.at(0)).unsold == 12);
    world.obeys(release_stock{order_id{"held"}});
    CHECK(on_menu(world).stock == 12);
    CHECK(unsold_units(world.state, kit) == 12);
    CHECK(world.state.card.retired.empty());
  }
}

SCENARIO("of a thousand and one items that are off the menu the oldest is forgotten") {
  store_card card;
  const auto name = [](int i) { return item_id{"kit-" + std::to_string(i)}; };
  for (int i = 0; i <= 1'000; ++i) // The oldest has neither the first name nor the last one.
    retire(card, name(i), test::noon + std::chrono::seconds{(i + 500) % 1'001});
  CHECK(card.retired.size() == 1'000);
  CHECK(card.retired.count(name(501)) == 0);
  CHECK(card.retired.count(name(500)) == 1);
}
