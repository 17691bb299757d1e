#include "persistence/order_view_codec.hpp"
#include "tests/persistence/read_places.hpp"
#include "tests/support/must.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::persistence;
using baedal::support::must;

namespace {

order_view view_of(const std::string& id, std::chrono::seconds after_noon) {
  order_view view;
  view.id = {id};
  view.brand = {"pizza"};
  view.store = {"s1"};
  view.customer = {"c1"};
  view.status = order_status::paid;
  view.items = {{{"a"}, "Kimchi \"hot\"", 2, money{1'000}, {"large"}, false}};
  view.total = money{2'000};
  view.area = "north";
  view.placed_at = view.updated_at = noon + after_noon;
  view.version = 1;
  return view;
}

order_record record_of(const order_view& view, std::uint64_t version, queue_place queue) {
  order_record row;
  row.id = view.id.value;
  row.brand = view.brand.value;
  row.store = view.store.value;
  row.customer = view.customer.value;
  row.area = view.area;
  row.status = to_string(view.status);
  row.placed_at = view.placed_at;
  row.version = version;
  row.hidden = view.hidden;
  row.queue = queue;
  row.job = view.delivery.status == delivery_status::available;
  row.offers = view.delivery.offers;
  row.pickup = view.store_at;
  row.body = encode_order_view(view);
  return row;
}

read_changes step(std::uint32_t slice, std::uint64_t after, std::uint64_t position) {
  read_changes changes;
  changes.offsets = {{slice, after, position}};
  changes.as_of = noon;
  return changes;
}

topic_record event_at(std::uint32_t slice, std::uint64_t position, const std::string& brand) {
  return {slice, position,       brand, "o" + std::to_string(position),
          1,     "order_placed", noon,  "{\"n\":1}", 7, "store/s" + std::to_string(slice)};
}

std::vector<std::string> ids(const std::vector<order_view>& views) {
  std::vector<std::string> found;
  for (const auto& each : views)
    found.push_back(each.id.value);
  return found;
}

using names = std::vector<std::string>;

} // namespace

SCENARIO("read model contract: positions of consumers stay what they are, also through a rebuild") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  CHECK(must(reads->consumer_position("kafka", "pizza")) == 0);
  must(reads->keep_consumer_position("kafka", "pizza", 7));
  must(reads->keep_consumer_position("kafka", "pizza", 9));
  must(reads->keep_consumer_position("kafka", "pizza", 8)); // By one who was overtaken.
  must(reads->keep_consumer_position("kafka", "dongne", 3));
  must(reads->drop_all());
  reads = place->open_connected();
  CHECK(must(reads->consumer_position("kafka", "pizza")) == 9);
  CHECK(must(reads->consumer_position("kafka", "dongne")) == 3);
  CHECK(must(reads->consumer_position("other", "pizza")) == 0);
}

SCENARIO("read model contract: rows and offsets come and go together") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();

  GIVEN("an order applied at position 1 of slice 5") {
    auto first = step(5, 0, 1);
    first.orders = {record_of(view_of("o1", {}), 1, queue_place::open)};
    first.orders[0].is_new = true;
    must(reads->apply(first));
    CHECK(must(reads->offsets())[5] == 1);
    CHECK(must(reads->as_of()) == noon);

    WHEN("changes come that do not begin there") {
      auto wrong = step(5, 2, 3);
      wrong.orders = {record_of(view_of("o2", {}), 1, queue_place::open)};
      THEN("nothing of them is written, and the connection lives on") {
        CHECK(reads->apply(wrong).code() == errc::version_exists);
        CHECK(reads->apply(first).code() == errc::version_exists);
        CHECK(ids(must(reads->customer_orders({"c1"}, {}, 10))) == names{"o1"});
        CHECK(must(reads->offsets())[5] == 1);
      }
    }
    WHEN("an older version of the order comes late") {
      auto cancelled = view_of("o1", {});
      cancelled.status = order_status::cancelled;
      auto newer = step(6, 0, 1);
      newer.orders = {record_of(cancelled, 3, queue_place::closed)};
      must(reads->apply(newer));
      auto older = step(5, 1, 2);
      older.orders = {record_of(view_of("o1", {}), 2, queue_place::open)};
      must(reads->apply(older));
      THEN("the newer one stays") {
        const auto found = must(reads->customer_orders({"c1"}, {}, 10));
        REQUIRE(found.size() == 1);
        CHECK(found[0].status == order_status::cancelled);
      }
    }
    WHEN("it comes as new once more, of a journal that is read again") {
      auto again = step(6, 0, 1);
      again.orders = {record_of(view_of("o1", {}), 2, queue_place::open)};
      again.orders[0].is_new = true;
      must(reads->apply(again));
      THEN("it stands there once") {
        CHECK(ids(must(reads->customer_orders({"c1"}, {}, 10))) == names{"o1"});
      }
    }
    WHEN("it is opened again") {
      const auto before = lines_of(*place);
      reads.reset();
      reads = place->open_connected();
      THEN("everything is still there") {
        CHECK(lines_of(*place) == before);
        CHECK(must(reads->offsets())[5] == 1);
      }
    }
  }
  GIVEN("a text that no database holds") {
    auto poison = step(5, 0, 1);
    auto view = view_of("o1", {});
    poison.orders = {record_of(view, 1, queue_place::open)};
    poison.orders[0].area = std::string{"a\0b", 3};
    THEN("it is refused as data, and the connection lives on") {
      CHECK(reads->apply(poison).code() == errc::data_rejected);
      CHECK(must(reads->offsets())[5] == 0);
    }
  }
}

SCENARIO("read model contract: lists are sorted, paged and filtered") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  using std::chrono::seconds;
  auto changes = step(1, 0, 1);
  const auto add = [&](const order_view& view, queue_place queue) {
    changes.orders.push_back(record_of(view, 1, queue));
  };
  auto done = view_of("o2", seconds{1});
  done.status = order_status::completed;
  auto hidden = view_of("o4", seconds{3});
  hidden.hidden = true;
  auto near = view_of("o5", seconds{4});
  near.delivery.status = delivery_status::available;
  near.delivery.offers = 1;
  near.status = order_status::awaiting_rider;
  near.area = "south";
  near.store_at = geo_point{37.5, 127.0};
  const auto job = [&](const char* id, seconds later, const char* area) {
    auto out = near;
    out.id = {id};
    out.placed_at += later;
    out.area = area;
    out.store_at.reset();
    return out;
  };
  auto wide = job("o7", seconds{2}, "far");
  wide.delivery.offers = 3;
  add(view_of("o3", seconds{1}), queue_place::open);
  add(view_of("o1", seconds{0}), queue_place::open);
  add(done, queue_place::closed);
  add(hidden, queue_place::none);
  for (const auto& each : {near, job("o6", seconds{1}, "north"), wide, job("o8", seconds{3}, "")})
    add(each, queue_place::open);
  must(reads->apply(changes));

  THEN("a customer's orders come newest first, hidden ones left out, page by page") {
    const auto all = must(reads->customer_orders({"c1"}, {}, 10));
    CHECK(ids(all) == names{"o8", "o7", "o6", "o5", "o3", "o2", "o1"});
    const list_key after{(noon + seconds{1}).time_since_epoch().count(), 0, "o3"};
    CHECK(ids(must(reads->customer_orders({"c1"}, after, 1))) == names{"o2"});
    CHECK(must(reads->customer_orders({"c2"}, {}, 10)).empty());
  }
  THEN("a store's queue comes oldest first, open and closed together or of one status") {
    CHECK(ids(must(reads->store_orders({"s1"}, {}, {}, 10)))
          == names{"o1", "o2", "o3", "o5", "o6", "o7", "o8"});
    const list_key after{(noon + seconds{1}).time_since_epoch().count(), 0, "o2"};
    CHECK(ids(must(reads->store_orders({"s1"}, {}, after, 2))) == names{"o3", "o5"});
    CHECK(ids(must(reads->store_orders({"s1"}, order_status::completed, {}, 10))) == names{"o2"});
    CHECK(ids(must(reads->store_orders({"s1"}, order_status::paid, {}, 10))) == names{"o1", "o3"});
    CHECK(must(reads->store_orders({"s1"}, order_status::cooking, {}, 10)).empty());
  }
  THEN("a rider sees jobs of the area, of none, within reach, and those offered three times") {
    rider_view rider;
    rider.area = "north";
    CHECK(ids(must(reads->jobs(rider, {}, 10))) == names{"o6", "o7", "o8"});
    rider.area = "east";
    rider.at = geo_point{37.51, 127.0}; // 1.1 km away
    CHECK(ids(must(reads->jobs(rider, {}, 10))) == names{"o5", "o7", "o8"});
    CHECK(ids(must(reads->jobs(rider, {}, 1))) == names{"o5"});
    rider.at = geo_point{37.54, 127.0}; // 4.4 km
    CHECK(ids(must(reads->jobs(rider, {}, 10))) == names{"o7", "o8"});
    const list_key after{near.placed_at.time_since_epoch().count(), 0, "o5"};
    rider.area = "north";
    CHECK(ids(must(reads->jobs(rider, after, 1))) == names{"o6"});
  }
}

SCENARIO("read model contract: dishes add up and rank by orders, then quantity (K20)", "[M5.3]") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  auto first = step(1, 0, 1);
  first.dishes = {
    {"s1", "a", "Rice", 1, 2, noon}, {"s1", "b", "Soup", 1, 5, noon}, {"s2", "a", "X", 9, 9, noon}};
  must(reads->apply(first));
  auto second = step(1, 1, 2);
  second.dishes = {{"s1", "c", "Tea", 2, 2, noon},
                   {"s1", "a", "Old rice", 0, 1, noon - std::chrono::hours{1}}};
  must(reads->apply(second));
  const auto ranked = must(reads->dishes({"s1"}, {}, 10));
  REQUIRE(ranked.size() == 3);
  CHECK(ranked[0] == dish_count{"s1", "c", "Tea", 2, 2, noon});
  CHECK(ranked[1] == dish_count{"s1", "b", "Soup", 1, 5, noon});
  CHECK(ranked[2] == dish_count{"s1", "a", "Rice", 1, 3, noon});
  const auto rest = must(reads->dishes({"s1"}, list_key{1, 5, "b"}, 10));
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].item == "a");
}

SCENARIO("read model contract: a topic is dense per brand, and its places survive a rebuild") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  auto first = step(1, 0, 2);
  first.topic = {event_at(1, 1, "pizza"), event_at(1, 2, "azer")};
  auto second = step(2, 0, 2);
  second.topic = {event_at(2, 1, "pizza"), event_at(2, 2, "pizza")};
  must(reads->apply(second));
  must(reads->apply(first));
  const auto positions = [&](const std::string& brand, std::uint64_t after) {
    std::vector<std::string> found;
    for (const auto& each : must(reads->topic({brand}, after, 10)))
      found.push_back(std::to_string(each.position) + "=" + std::to_string(each.what.slice) + "/"
                      + std::to_string(each.what.slice_position));
    return found;
  };
  CHECK(positions("pizza", 0) == names{"1=2/1", "2=2/2", "3=1/1"});
  CHECK(positions("pizza", 2) == names{"3=1/1"});
  CHECK(positions("azer", 0) == names{"1=1/2"});
  CHECK(must(reads->topic({"pizza"}, 0, 1)).front().what.data == "{\"n\":1}");
  CHECK(must(reads->topic({"pizza"}, 0, 1)).front().what.follows == 7);
  CHECK(must(reads->topic({"pizza"}, 0, 1)).front().what.owner == "store/s2");

  WHEN("it is dropped, and the slices come back in another order") {
    const auto before = lines_of(*place);
    must(reads->drop_all());
    CHECK(must(reads->offsets())[1] == 0);
    CHECK(positions("pizza", 0).empty());
    must(reads->apply(first));
    THEN("nobody reads past a place that is not filled again") {
      CHECK(positions("pizza", 0).empty());
      CHECK(positions("pizza", 2) == names{"3=1/1"});
    }
    must(reads->apply(second));
    THEN("every event stands where it stood, and new ones come behind") {
      CHECK(lines_of(*place) == before);
      auto third = step(3, 0, 1);
      third.topic = {event_at(3, 1, "pizza")};
      must(reads->apply(third));
      CHECK(positions("pizza", 3) == names{"4=3/1"});
    }
  }
}
