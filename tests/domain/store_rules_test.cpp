#include "tests/domain/store_world.hpp"

#include <functional>

using namespace baedal;
using namespace baedal::test;

namespace {

using events = std::vector<store_event>;

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

} // namespace

SCENARIO("a pause ends by itself, in the future, and may be moved", "[rank-6]") {
  auto world = selling(5);
  const auto soon = test::noon + std::chrono::minutes{20};
  CHECK(world.obeys(close_store{soon}) == events{store_closed{soon}});
  CHECK(world.state.card.closed_until == soon);
  CHECK_FALSE(is_open(world.state.card, soon - std::chrono::milliseconds{1}));
  CHECK(is_open(world.state.card, soon));
  CHECK(world.obeys(close_store{soon}).empty());
  const auto later = soon + std::chrono::minutes{5};
  CHECK(world.obeys(close_store{later}) == events{store_closed{later}});
  CHECK(world.obeys(close_store{}) == events{store_closed{}});
  CHECK_FALSE(is_open(world.state.card, later));
  CHECK(world.refuses(close_store{test::noon}).field == "until");
  world.obeys(close_store{soon});
  world.obeys(define_store{card_of("guk")});
  CHECK(world.state.card.closed_until == soon);
  CHECK(world.obeys(open_store{}) == events{store_opened{}});
  CHECK_FALSE(world.state.card.closed_until);
}

SCENARIO("an order that wants less gets the rest back to the menu, once", "[I5][rank-10]") {
  auto world = selling(10);
  world.obeys(define_item{item_of("cup", 4)});
  world.obeys(reserve_stock{order_id{"o1"}, {{item_id{"kit"}, 3}, {item_id{"cup"}, 2}}});
  world.obeys(commit_stock{order_id{"o1"}});
  const hold_less less{order_id{"o1"}, {{item_id{"kit"}, 1}, {item_id{"cup"}, 2}}};
  CHECK(world.obeys(less)
        == events{
          units_returned{order_id{"o1"}, {{item_id{"kit"}, 2}}, {{item_id{"kit"}, 2, 9}}}});
  CHECK(free_units(world) == 9);
  CHECK(held_units(world) == 3);
  CHECK(world.obeys(less).empty());
  THEN("it cannot get more than it has by asking for more") {
    CHECK(
      world.obeys(hold_less{order_id{"o1"}, {{item_id{"kit"}, 9}, {item_id{"cup"}, 9}}}).empty());
  }
  THEN("wanting nothing ends the reservation") {
    CHECK(world.obeys(hold_less{order_id{"o1"}, {}}).size() == 1);
    CHECK(free_units(world) == 10);
    CHECK(world.state.reservations.empty());
    CHECK(world.obeys(release_stock{order_id{"o1"}}).empty());
    CHECK(world.obeys(hold_less{order_id{"o1"}, {}}).empty());
  }
  THEN("a release gives back the rest only") {
    world.obeys(release_stock{order_id{"o1"}});
    CHECK(free_units(world) == 10);
  }
  CHECK(world.obeys(hold_less{order_id{"unknown"}, {}}).empty());
}

SCENARIO("hours, special days and reach of a store are checked", "[rank-6][rank-8]") {
  using namespace std::chrono_literals;
  const auto refused_at = [](const std::function<void(store_card&)>& spoil) {
    auto card = card_of("bap");
    card.at = geo_point{37.5, 127.0};
    spoil(card);
    return selling(1).refuses(define_store{card}).field;
  };
  const std::chrono::days christmas{20'812};
  CHECK(refused_at([](auto& card) { card.hours.last_order = -1min; })
        == "last_order_minutes_before_close");
  CHECK(refused_at([](auto& card) {
          card.hours.periods = {{1, 9h, 10h}};
          card.hours.last_order = 60min;
        })
        == "hours/0");
  CHECK(refused_at([](auto& card) { card.hours.periods = {{1, 9h, 10h, -1min}}; }) == "hours/0");
  CHECK(refused_at([&](auto& card) {
          card.hours.special_days = {{christmas, true}, {christmas, false, 9h, 10h}};
        })
        == "special_days/1");
  CHECK(refused_at([&](auto& card) {
          card.hours.special_days = {{christmas, false, 10h, 9h}};
        })
        == "special_days/0");
  CHECK(refused_at([](auto& card) {
          card.hours.special_days = {{std::chrono::days{-1}, true}};
        })
        == "special_days/0");
  CHECK(refused_at([&](auto& card) {
          card.hours.special_days.assign(401, special_day{christmas, true});
        })
        == "special_days");
  CHECK(refused_at([](auto& card) { card.delivery_radius_metres = 0; }) == "delivery_radius_m");
  CHECK(refused_at([](auto& card) {
          card.at.reset();
          card.delivery_radius_metres = 1'000;
        })
        == "delivery_radius_m");
  CHECK(refused_at([](auto& card) { card.delivery_areas = {"mapo", ""}; }) == "delivery_areas/1");
  CHECK(refused_at([](auto& card) { card.delivery_areas.assign(201, "mapo"); })
        == "delivery_areas");
  CHECK(refused_at([&](auto& card) {
          card.hours = {{{1, 9h, 26h, 30min}}, {{christmas, true}}, 15min};
          card.delivery_radius_metres = 3'000;
          card.delivery_areas = {"mapo"};
        }).empty());
}
