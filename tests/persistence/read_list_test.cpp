#include "persistence/read_list.hpp"

#include <catch2/catch.hpp>

using namespace baedal::persistence;

namespace {

read_changes all_kinds() {
  read_changes changes;
  changes.orders.push_back({.id = "o1", .queue = queue_place::open, .job = true});
  changes.payments.push_back({.order = "o1", .version = 1, .what = "approved", .method = "card"});
  changes.dishes.push_back({.store = "s1", .item = "a", .name = "A", .orders = 1, .quantity = 2});
  changes.topic.push_back({.slice = 1, .slice_position = 2, .brand = "pizza"});
  changes.stores.push_back({"s1", 1, "{}"});
  changes.offsets.push_back({1, 1, 2});
  return changes;
}

} // namespace

SCENARIO("every list stands in one database, and every database knows how far it is (004-I3)") {
  const read_share main{.moved = {read_list::delivery, read_list::payments, read_list::popularity}};
  const auto rest = main.of(all_kinds());
  REQUIRE(rest.orders.size() == 1);
  CHECK_FALSE(rest.orders[0].job);
  CHECK(rest.orders[0].queue == queue_place::open);
  CHECK(rest.payments.empty());
  CHECK(rest.dishes.empty());
  CHECK(rest.topic.size() == 1);
  CHECK(rest.stores.size() == 1);
  CHECK(rest.offsets.size() == 1);

  const auto delivery = read_share{.alone = read_list::delivery}.of(all_kinds());
  REQUIRE(delivery.orders.size() == 1);
  CHECK(delivery.orders[0].job);
  CHECK(delivery.orders[0].hidden);
  CHECK(delivery.orders[0].queue == queue_place::none);
  CHECK(delivery.topic.empty());
  CHECK(delivery.offsets.size() == 1);

  const auto payments = read_share{.alone = read_list::payments}.of(all_kinds());
  CHECK(payments.payments.size() == 1);
  CHECK(payments.orders.empty());

  const auto popularity = read_share{.alone = read_list::popularity}.of(all_kinds());
  CHECK(popularity.dishes.size() == 1);
  CHECK(popularity.stores.empty());
}
