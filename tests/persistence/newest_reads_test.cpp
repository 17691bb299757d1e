#include "persistence/order_view_codec.hpp"
#include "tests/persistence/read_places.hpp"

#include <catch2/catch.hpp>

#include <functional>

using namespace baedal;
using namespace baedal::persistence;

namespace {

/// One row for every list; the queue and the customer have a second, closed one.
read_changes one_of_each() {
  order_view view;
  view.id = {"orders-1"};
  view.brand = {"dongne"};
  view.store = {"s1"};
  view.customer = {"c1"};
  view.status = order_status::awaiting_rider;
  view.delivery.status = delivery_status::available;
  view.placed_at = view.updated_at = noon;
  view.version = 1;
  order_record row;
  row.id = view.id.value;
  row.brand = view.brand.value;
  row.store = view.store.value;
  row.customer = view.customer.value;
  row.status = to_string(view.status);
  row.placed_at = noon;
  row.version = 1;
  row.queue = queue_place::open;
  row.job = true;
  row.collection = "orders";
  row.number = 1;
  row.parts = 1;
  row.body = encode_order_view(view);
  notification_record told;
  told.order = {"orders-1"};
  told.version = 1;
  told.to = audience::customer;
  told.brand = view.brand;
  told.recipient = "c1";
  told.channels = {notify_channel::history, notify_channel::kakao};
  told.at = noon;
  const message_key key{told.order, 1, audience::customer, notify_channel::kakao};
  auto closed = row;
  view.id = {"o-2"};
  view.status = order_status::completed;
  closed.id = view.id.value;
  closed.status = to_string(view.status);
  closed.queue = queue_place::closed;
  closed.job = false;
  closed.collection.clear();
  closed.number = 0;
  closed.body = encode_order_view(view);
  read_changes all;
  all.orders.push_back(std::move(row));
  all.orders.push_back(std::move(closed));
  all.payments.push_back({told.order.value, 1, "approved", 9'000, "card", noon});
  all.dishes.push_back({"s1", "a", "A", 1, 2, noon});
  all.topic.push_back({1, 1, "dongne", told.order.value, 1, "order_placed", noon, "{}"});
  all.notifications.push_back(std::move(told));
  all.messages.push_back({key, carrier::alimtalk, noon});
  all.offsets = {{1, 0, 1}};
  all.as_of = noon;
  return all;
}

using read = std::function<bool(read_model&)>; ///< whether it found what is there

std::vector<std::pair<std::string, read>> all_reads() {
  return {
    {"offsets", [](read_model& m) { return m.offsets()->at(1) > 0; }},
    {"queue", [](read_model& m) { return m.store_orders({"s1"}, {}, {}, 9)->size() == 2; }},
    {"queue by status",
     [](read_model& m) {
       return m.store_orders({"s1"}, order_status::awaiting_rider, {}, 9)->size() == 1;
     }},
    {"queue by a status that is closed",
     [](read_model& m) {
       return m.store_orders({"s1"}, order_status::completed, {}, 9)->size() == 1;
     }},
    {"customer", [](read_model& m) { return m.customer_orders({"c1"}, {}, 9)->size() == 2; }},
    {"jobs",
     [](read_model& m) {
       rider_view rider;
       rider.area = "north";
       return m.jobs(rider, {}, 9)->size() == 1;
     }},
    {"collection",
     [](read_model& m) {
       collection_query what;
       what.collection = "orders";
       what.brands = {"dongne"};
       const auto rising = m.collection(what);
       what.rising = false;
       return rising->total == 1 && m.collection(what)->orders.size() == 1;
     }},
    {"dishes", [](read_model& m) { return m.dishes({"s1"}, {}, 9)->size() == 1; }},
    {"payments", [](read_model& m) { return m.payments({"orders-1"})->size() == 1; }},
    {"topic", [](read_model& m) { return m.topic({"dongne"}, 0, 9)->size() == 1; }},
    {"consumer", [](read_model& m) { return *m.consumer_position("kafka", "dongne") == 1; }},
    {"as of", [](read_model& m) { return *m.as_of() == noon; }},
    {"orders",
     [](read_model& m) {
       const std::vector<order_id> ids{{"orders-1"}};
       return m.orders(ids)->size() == 1;
     }},
    {"notifications of an order",
     [](read_model& m) { return m.notifications().of_order({"orders-1"})->size() == 1; }},
    {"history",
     [](read_model& m) {
       return m.notifications().history(brand_id{"dongne"}, 0, 9)->size() == 1
              && m.notifications().history({}, 0, 9)->size() == 1;
     }},
    {"history's size",
     [](read_model& m) {
       return *m.notifications().history_size(brand_id{"dongne"}) == 1
              && *m.notifications().history_size({}) == 1;
     }},
    {"messages by status",
     [](read_model& m) {
       return m.notifications().of_status(message_status::queued, {}, 9)->size() == 1;
     }},
    {"messages that are due",
     [](read_model& m) { return m.notifications().due(carrier::alimtalk, noon, 9)->size() == 1; }},
    {"backlog", [](read_model& m) { return *m.notifications().backlog(noon, 9) == 1; }},
    {"silence", [](read_model& m) { return m.notifications().silent_until()->has_value(); }},
    {"stores and brands",
     [](read_model& m) { return m.stores()->empty() && m.brands()->empty(); }},
    {"dump", [](read_model& m) { return !m.dump()->empty(); }},
  };
}

} // namespace

SCENARIO("read model contract: no read keeps a connection from what is written later") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  const auto writer = place->open_connected();
  const auto reader = place->open_connected();
  REQUIRE(writer->apply(one_of_each()));
  REQUIRE(writer->keep_consumer_position("kafka", "dongne", 1));
  REQUIRE(writer->notifications().keep_silent_until(noon - std::chrono::hours{1}));
  std::uint64_t position = 1;
  for (const auto& [name, reads] : all_reads()) {
    INFO(name);
    CHECK(reads(*reader));
    read_changes next;
    next.offsets = {{1, position, position + 1}};
    next.as_of = noon;
    REQUIRE(writer->apply(next));
    ++position;
    CHECK(reader->offsets()->at(1) == position);
  }
}
