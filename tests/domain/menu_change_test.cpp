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
