#include "persistence/read_list.hpp"

#include <catch2/catch.hpp>

using namespace baedal::persistence;

namespace {

read_changes all_kinds() {
  read_changes changes;
  auto& row = changes.orders.emplace_back();
  row.id = "o1";
  row.customer = "c1";
  row.queue = queue_place::open;
  row.job = true;
  row.collection = "orders";
  row.number = 7;
  row.parts = 5;
  changes.payments.push_back({.order = "o1", .version = 1, .what = "approved", .method = "card"});
  changes.dishes.push_back({.store = "s1", .item = "a", .name = "A", .orders = 1, .quantity = 2});
  changes.topic.emplace_back().brand = "pizza";
  changes.notifications.emplace_back().brand = baedal::brand_id{"pizza"};
  changes.messages.emplace_back();
  changes.stores.push_back({"s1", 1, "{}"});
  changes.offsets.push_back({1, 1, 2});
  return changes;
}

/// Which lists an order stands in; `deliveries` are rows of the brands' APIs.
std::string lists_of(const order_record& row) {
  const bool numbered = row.collection == "orders" && row.number == 7;
  CHECK((numbered || (row.collection.empty() && row.number == 0 && row.parts == 0)));
  const bool listed = numbered && !row.hidden;
  std::string names;
  names += row.job ? "jobs " : "";
  names += row.customer == "c1" && !row.hidden ? "customers " : "";
  names += row.queue == queue_place::open ? "queues " : "";
  names += listed && (row.parts & 1) != 0 ? "collections " : "";
  names += listed && (row.parts & 4) != 0 ? "deliveries " : "";
  return names;
}

} // namespace

SCENARIO("every list stands in one database, and every database knows how far it is (004-I3)") {
  const auto order_in = [](const read_share& share) {
    const auto changes = share.of(all_kinds());
    REQUIRE(changes.orders.size() == 1);
    CHECK(changes.orders[0].id == "o1");
    return lists_of(changes.orders[0]);
  };
  using enum read_list;
  CHECK(order_in({}) == "jobs customers queues collections deliveries ");
  CHECK(order_in({.alone = delivery}) == "jobs deliveries ");
  CHECK(order_in({.moved = {delivery}}) == "customers queues collections ");
  CHECK(order_in({.alone = customers}) == "customers ");
  CHECK(order_in({.moved = {customers}}) == "jobs queues collections deliveries ");
  CHECK(order_in({.alone = queues}) == "queues ");
  CHECK(order_in({.moved = {queues}}) == "jobs customers collections deliveries ");
  CHECK(order_in({.alone = collections}) == "collections deliveries ");
  CHECK(order_in({.moved = {collections}}) == "jobs customers queues ");
  THEN("deliveries of the brands' APIs stand once, with the jobs where those are moved") {
    const std::vector<read_list> both{delivery, collections};
    CHECK(order_in({.alone = delivery, .moved = both}) == "jobs deliveries ");
    CHECK(order_in({.alone = collections, .moved = both}) == "collections ");
    CHECK(order_in({.moved = both}) == "customers queues ");
    using baedal::order_part;
    CHECK(list_with(order_part::delivery, both) == delivery);
    CHECK(list_with(order_part::delivery, {collections}) == collections);
    CHECK(list_with(order_part::payment, both) == collections);
    CHECK(list_with(order_part::whole, both) == collections);
  }
  THEN("an order whose delivery is still to come has its number there already, and shows nowhere") {
    auto early = all_kinds();
    early.orders[0].parts = 1;
    const auto row = read_share{.alone = delivery}.of(early).orders.at(0);
    CHECK(row.number == 7);
    CHECK(row.parts == 0);
    CHECK(row.hidden);
  }
  THEN("all that can be moved is gone from the main one, and nothing else") {
    const read_share main{
      .moved = {delivery, payments, popularity, customers, queues, collections, notifications}};
    const auto rest = main.of(all_kinds());
    REQUIRE(rest.orders.size() == 1);
    CHECK(lists_of(rest.orders[0]) == "");
    CHECK(rest.payments.empty());
    CHECK(rest.dishes.empty());
    CHECK(rest.notifications.empty());
    CHECK(rest.messages.empty());
    CHECK(rest.topic.size() == 1);
    CHECK(rest.stores.size() == 1);
    CHECK(rest.offsets.size() == 1);
  }
  THEN("a list alone comes with nothing else") {
    const auto jobs = read_share{.alone = delivery}.of(all_kinds());
    CHECK(jobs.topic.empty());
    CHECK(jobs.payments.empty());
    CHECK(jobs.notifications.empty());
    CHECK(jobs.offsets.size() == 1);
    const auto steps = read_share{.alone = payments}.of(all_kinds());
    CHECK(steps.payments.size() == 1);
    CHECK(steps.orders.empty());
    const auto dishes = read_share{.alone = popularity}.of(all_kinds());
    CHECK(dishes.dishes.size() == 1);
    CHECK(dishes.stores.empty());
  }
}

SCENARIO("notifications and their messages move together (000-I2)") {
  using enum read_list;
  const auto told = read_share{.alone = notifications}.of(all_kinds());
  CHECK(told.notifications.size() == 1);
  CHECK(told.messages.size() == 1);
  CHECK(told.orders.empty());
  CHECK(told.topic.empty());
  CHECK(told.stores.empty());
  CHECK(told.offsets.size() == 1);
  const auto main = read_share{.moved = {notifications}}.of(all_kinds());
  CHECK(main.notifications.empty());
  CHECK(main.messages.empty());
  CHECK(main.orders.size() == 1);
  const auto rest = read_share{.moved = {delivery}}.of(all_kinds());
  CHECK(rest.notifications.size() == 1);
  CHECK(rest.messages.size() == 1);
}

SCENARIO("lists go by their names") {
  CHECK(names_of_read_lists()
        == "delivery, payments, popularity, customers, queues, collections or notifications");
  for (std::size_t place = 0; place < read_list_count; ++place) {
    const auto which = static_cast<read_list>(place);
    CHECK(read_list_of(to_string(which)) == which);
  }
  CHECK_FALSE(read_list_of("topics"));
}
