#include "tests/domain/store_world.hpp"

#include <random>

using namespace baedal;
using namespace baedal::test;

namespace {

using events = std::vector<store_event>;

reserve_stock reserve(const char* order, std::int64_t quantity, const char* item = "kit") {
  return {order_id{order}, {{item_id{item}, quantity}}};
}

std::int64_t free_units(const store_world& world) {
  return *world.state.card.menu.at(item_id{"kit"}).stock;
}

std::int64_t held_units(const store_world& world) {
  std::int64_t held = 0;
  for (const auto& [id, each] : world.state.reservations)
    for (const auto& line : each.lines)
      held += line.quantity;
  return held;
}

std::string field_refused(const store_command& command) {
  return selling(1).refuses(command).field;
}

} // namespace

SCENARIO("a store exists from its first PUT on", "[design-9]") {
  store_world world;
  CHECK_FALSE(is_visible(world.state));
  CHECK(world.refuses(open_store{}).code == errc::store_unknown);
  CHECK(world.refuses(close_store{}).code == errc::store_unknown);
  CHECK(world.refuses(define_item{item_of("kit", 1)}).code == errc::store_unknown);
  CHECK(world.refuses(reserve("o1", 1)).code == errc::store_unknown);
  CHECK(world.obeys(release_stock{order_id{"o1"}}).empty());
  CHECK(world.obeys(define_store{card_of("bap")}) == events{store_defined{card_of("bap")}});
  CHECK(is_visible(world.state));
  CHECK(world.state.card.open);
  CHECK(world.state.card.version == 1);
}

SCENARIO("a PUT of the same store changes nothing, and no PUT touches menu or doors") {
  auto world = selling(5);
  world.obeys(close_store{});
  CHECK(world.obeys(define_store{card_of("bap")}).empty());
  auto renamed = card_of("guk");
  renamed.open = true;
  renamed.version = 77;
  renamed.menu.set(item_id{"x"}, item_of("x", 1));
  CHECK(world.obeys(define_store{renamed}).size() == 1);
  CHECK(world.state.card.name == "guk");
  CHECK_FALSE(world.state.card.open);
  CHECK(world.state.card.menu.size() == 1);
  CHECK(world.state.card.version == 4);
}

SCENARIO("a store stays with its brand, for the ids of its orders hold it", "[D14]") {
  auto moved = card_of("bap");
  moved.brand = brand_id{"pizza"};
  CHECK(selling(1).refuses(define_store{moved}).code == errc::brand_mismatch);
}

SCENARIO("opening an open store and closing a closed one change nothing") {
  auto world = selling(5);
  CHECK(world.obeys(open_store{}).empty());
  CHECK(world.obeys(close_store{}) == events{store_closed{}});
  CHECK(world.obeys(close_store{}).empty());
  CHECK(world.obeys(open_store{}) == events{store_opened{}});
}

SCENARIO("a PUT of the same item changes nothing; one with a stock sets what is free", "[I5]") {
  auto world = selling(5);
  CHECK(world.obeys(define_item{item_of("kit", 5)}).empty());
  world.obeys(reserve("o1", 2));
  CHECK(world.obeys(define_item{item_of("kit", 5)}).size() == 1);
  CHECK(free_units(world) == 5);
  CHECK(world.state.reservations.size() == 1);
  world.obeys(release_stock{order_id{"o1"}});
  CHECK(free_units(world) == 7);
}

SCENARIO("stock is held, sold and given back, each once per order", "[I5][003-F4][003-F6][K21]") {
  auto world = selling(3);
  const auto order = order_id{"o1"};
  const item_id kit{"kit"};
  CHECK(world.obeys(reserve("o1", 2)) == events{units_reserved{order, {{kit, 2}}}});
  CHECK(world.obeys(reserve("o1", 2)).empty());
  CHECK(free_units(world) == 1);
  CHECK(world.obeys(commit_stock{order}) == events{units_committed{order, {{kit, 2, 1}}}});
  CHECK(world.obeys(commit_stock{order}).empty());
  CHECK(free_units(world) == 1);
  CHECK(world.obeys(reserve("o1", 2)).empty());
  CHECK(world.obeys(release_stock{order}) == events{units_released{order, {{kit, 2, 3}}}});
  CHECK(world.obeys(release_stock{order}).empty());
  CHECK(free_units(world) == 3);
  CHECK(world.state.reservations.empty());
}

SCENARIO("what is told of sold units does not count orders that may come to nothing (T0, 003-F4)") {
  auto world = selling(10);
  const item_id kit{"kit"};
  world.obeys(reserve("maybe", 2));
  world.obeys(reserve("sure", 3));
  const auto sold = world.obeys(commit_stock{order_id{"sure"}});
  CHECK(sold == events{units_committed{order_id{"sure"}, {{kit, 3, 7}}}});
  CHECK(free_units(world) == 5);
  CHECK(unsold_units(world.state, kit) == 7);
  THEN("the end of such an order changes nothing that was told") {
    CHECK(world.obeys(release_stock{order_id{"maybe"}})
          == events{units_released{order_id{"maybe"}}});
    CHECK(free_units(world) == 7);
  }
  THEN("a new count has what is held for it on top") {
    const auto defined = world.obeys(define_item{item_of("kit", 4)});
    CHECK(std::get<item_defined>(defined.at(0)).unsold == 6);
    CHECK_FALSE(std::get<item_defined>(defined.at(0)).is_new);
  }
  THEN("units come back on top of what is unsold") {
    CHECK(world.obeys(release_stock{order_id{"sure"}})
          == events{units_released{order_id{"sure"}, {{kit, 3, 10}}}});
  }
}

SCENARIO("what has ended is settled: the units stay sold, and the store forgets it", "[I5][D7]") {
  auto world = selling(3);
  const auto order = order_id{"o1"};
  CHECK(world.obeys(settle_stock{order}).empty());
  world.obeys(reserve("o1", 2));
  const units_committed sold{order, {{item_id{"kit"}, 2, 1}}};
  if (GENERATE(true, false)) {
    CHECK(world.obeys(commit_stock{order}) == events{sold});
    CHECK(world.obeys(settle_stock{order}) == events{units_settled{order}});
  } else {
    CHECK(world.obeys(settle_stock{order}) == events{sold, units_settled{order}});
  }
  CHECK(unsold_units(world.state, item_id{"kit"}) == 1);
  CHECK(world.obeys(settle_stock{order}).empty());
  CHECK(world.obeys(release_stock{order}).empty());
  CHECK(free_units(world) == 1);
  CHECK(world.state.reservations.empty());
  CHECK_FALSE(is_public(units_settled{}));
}

SCENARIO("more than is free is sold out, and nothing is held", "[I5][K21]") {
  auto world = selling(3);
  CHECK(world.refuses(reserve("o1", 4)).code == errc::sold_out);
  CHECK(world.refuses(reserve("o1", 4)).detail == "kit");
  const reserve_stock twice{order_id{"o1"}, {{item_id{"kit"}, 2}, {item_id{"kit"}, 2}}};
  CHECK(world.refuses(twice).code == errc::sold_out);
  world.obeys(reserve("o1", 3));
  CHECK(world.refuses(reserve("o2", 1)).code == errc::sold_out);
  auto withdrawn = item_of("kit", 9);
  withdrawn.sold_out = true;
  world.obeys(define_item{withdrawn});
  CHECK(world.refuses(reserve("o2", 1)).code == errc::sold_out);
}

SCENARIO("one missing item refuses the whole reservation", "[I5]") {
  auto world = selling(3);
  const reserve_stock mixed{order_id{"o1"}, {{item_id{"kit"}, 1}, {item_id{"gone"}, 1}}};
  CHECK(world.refuses(mixed).code == errc::item_unknown);
  CHECK(world.refuses(reserve("o1", 0)).code == errc::value_invalid);
  CHECK(world.refuses(reserve("o1", -3)).code == errc::value_invalid);
  CHECK(free_units(world) == 3);
}

SCENARIO("what is not limited is not counted", "[I5]") {
  GIVEN("an item without a stock") {
    auto world = selling(std::nullopt);
    CHECK(world.obeys(reserve("o1", 1'000)).empty());
    CHECK(world.obeys(commit_stock{order_id{"o1"}}).empty());
    CHECK(world.obeys(release_stock{order_id{"o1"}}).empty());
  }
  GIVEN("a store that switched stock off") {
    auto card = card_of("bap");
    card.overrides.stock = stock_mode::off;
    auto world = selling(1);
    world.obeys(define_store{card});
    CHECK_FALSE(limits_stock(world.state.card, item_of("kit", 1)));
    CHECK(world.obeys(reserve("o1", 5)).empty());
  }
  CHECK(limits_stock(card_of("bap"), item_of("kit", 0)));
  CHECK_FALSE(limits_stock(card_of("bap"), item_of("kit", std::nullopt)));
}

SCENARIO("only what customers see moves the public version", "[design-9]") {
  auto world = selling(3);
  CHECK(world.state.card.version == 2);
  world.obeys(reserve("o1", 1));
  world.obeys(commit_stock{order_id{"o1"}});
  world.obeys(release_stock{order_id{"o1"}});
  CHECK(world.state.card.version == 2);
  CHECK(world.state.version == 5);
  CHECK_FALSE(is_public(units_reserved{}));
  CHECK(is_public(item_defined{}));
}

SCENARIO("event times of a store never go back", "[D10]") {
  store state;
  evolve(state, store_opened{}, test::noon);
  evolve(state, store_closed{}, test::noon - std::chrono::hours{1});
  CHECK(state.last_event_at == test::noon);
}

SCENARIO("values that no store can have are refused by name") {
  const auto with = [](auto change) {
    auto card = card_of("bap");
    change(card);
    return field_refused(define_store{card});
  };
  CHECK(with([](auto& c) { c.id.value = ""; }) == "store_id");
  CHECK(with([](auto& c) { c.id.value = std::string(129, 'x'); }) == "store_id");
  CHECK(with([](auto& c) { c.id.value = "a/b"; }) == "store_id");
  CHECK(with([](auto& c) { c.id.value = "a\nb"; }) == "store_id");
  CHECK(with([](auto& c) { c.id.value = "가게 1~.-_"; }).empty());
  CHECK(with([](auto& c) { c.id.value = "\xff"; }) == "store_id");
  CHECK(with([](auto& c) { c.brand.value = ""; }) == "brand");
  CHECK(with([](auto& c) { c.name = std::string(201, 'x'); }) == "name");
  CHECK(with([](auto& c) {
          c.name.clear();
          for (int index = 0; index < 200; ++index)
            c.name += "밥";
        }).empty());
  CHECK(with([](auto& c) { c.name = "\xed\xa0\x80"; }) == "name");
  CHECK(with([](auto& c) { c.area = std::string(1, '\0'); }) == "area");
  CHECK(with([](auto& c) { c.at = geo_point{90.1, 0}; }) == "lat");
  CHECK(with([](auto& c) { c.at = geo_point{0, -180.5}; }) == "lon");
  CHECK(with([](auto& c) { c.at = geo_point{std::nan(""), 0}; }) == "lat");
  CHECK(with([](auto& c) { c.time_zone = "Moon/Tycho"; }) == "time_zone");
  CHECK(with([](auto& c) { c.delivery_fee = money{-1}; }) == "delivery_fee");
  CHECK(with([](auto& c) { c.minimum_order = money{1'000'000'001}; }) == "minimum_order");
  CHECK(with([](auto& c) { c.overrides.grade_step = 0; }) == "grade_step");
  using std::chrono::minutes;
  CHECK(with([](auto& c) {
          c.hours.periods = {{0, {}, minutes{1440}}, {7, {}, minutes{60}}};
        })
        == "hours/1");
  CHECK(with([](auto& c) { c.hours.periods = {{0, minutes{60}, minutes{60}}}; }) == "hours/0");
  CHECK(with([](auto& c) { c.hours.periods = {{0, minutes{0}, minutes{2881}}}; }) == "hours/0");
  CHECK(with([](auto& c) { c.hours.periods = {{6, minutes{1080}, minutes{2880}}}; }).empty());
}

SCENARIO("values that no menu item can have are refused by name") {
  const auto with = [](auto change) {
    auto item = item_of("kit", 1);
    change(item);
    return field_refused(define_item{item});
  };
  CHECK(with([](auto& i) { i.id.value = ""; }) == "item_id");
  CHECK(with([](auto& i) { i.name = std::string(201, 'x'); }) == "name");
  CHECK(with([](auto& i) { i.price = money{-1}; }) == "price");
  CHECK(with([](auto& i) { i.price = largest_amount; }).empty());
  CHECK(with([](auto& i) { i.price = largest_amount + money{1}; }) == "price");
  CHECK(with([](auto& i) { i.price = money{0}; }).empty());
  CHECK(with([](auto& i) { i.stock = -1; }) == "stock");
  CHECK(with([](auto& i) { i.stock = 1'000'000'000; }).empty());
  CHECK(with([](auto& i) { i.stock = 1'000'000'001; }) == "stock");
  CHECK(with([](auto& i) { i.options = {"ok", std::string(201, 'x')}; }) == "options/1");
  CHECK(with([](auto& i) { i.options.resize(101); }) == "options");
}

SCENARIO("no sequence of reservations makes stock negative or loses a unit", "[I5]") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    std::mt19937 dice{seed};
    auto world = selling(10);
    std::int64_t gone = 0;
    for (int step = 0; step < 200; ++step) {
      const order_id order{"o" + std::to_string(dice() % 8)};
      const auto quantity = static_cast<std::int64_t>(dice() % 5 + 1);
      const store_command choices[] = {reserve_stock{order, {{item_id{"kit"}, quantity}}},
                                       commit_stock{order}, release_stock{order},
                                       settle_stock{order}};
      const auto choice = dice() % 12;
      const auto& command = choices[choice == 0 ? 3 : choice % 3]; // Settled now and then.
      const auto before = held_units(world);
      if (world.refuses(command).code == errc::none)
        world.obeys(command);
      if (choice == 0)
        gone += before - held_units(world);
      REQUIRE(free_units(world) >= 0);
      REQUIRE(free_units(world) + held_units(world) + gone == 10);
    }
  }
}
