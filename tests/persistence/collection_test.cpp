#include "persistence/order_view_codec.hpp"
#include "tests/persistence/read_places.hpp"
#include "tests/support/must.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::persistence;
using baedal::support::must;

namespace {

order_record row_of(const std::string& collection, std::uint64_t number, const char* brand,
                    std::uint32_t parts) {
  order_view view;
  view.id =
    collection.empty() ? order_id{"o_" + std::to_string(number)} : id_of({collection, number});
  view.brand = {brand};
  view.store = {"s1"};
  view.customer = {"c1"};
  view.placed_at = view.updated_at = noon;
  view.version = 1;
  order_record row;
  row.id = view.id.value;
  row.brand = brand;
  row.store = "s1";
  row.customer = "c1";
  row.placed_at = noon;
  row.version = 1;
  row.collection = collection;
  row.number = collection.empty() ? 0 : number;
  row.parts = parts;
  row.body = encode_order_view(view);
  return row;
}

read_changes step(std::uint64_t position, std::vector<order_record> orders) {
  read_changes changes;
  changes.orders = std::move(orders);
  changes.offsets = {{1, position - 1, position}};
  changes.as_of = noon;
  return changes;
}

collection_query asking(std::vector<std::string> brands, order_part part = order_part::whole) {
  collection_query what;
  what.collection = "orders";
  what.brands = std::move(brands);
  what.part = part;
  return what;
}

using piece = collection_piece;

} // namespace

SCENARIO("read model contract: numbered orders are listed by number, brand and part (K12, A92)") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  auto hidden = row_of("orders", 4, "dongne", 1);
  hidden.hidden = true;
  must(reads->apply(step(1, {row_of("orders", 10, "azer", 3), row_of("orders", 2, "dongne", 1),
                             row_of("orders", 1, "azer", 1), row_of("pizzaOrders", 1, "pizza", 7),
                             row_of("orders", 3, "dong", 7), row_of("", 9, "azer", 0), hidden})));
  CHECK(must(reads->collection(asking({"azer", "dongne"})))
        == piece{{"orders-1", "orders-2", "orders-10"}, 3});
  CHECK(must(reads->collection(asking({"azer"}, order_part::ticket))) == piece{{"orders-10"}, 1});
  CHECK(must(reads->collection(asking({"dong"}))) == piece{{"orders-3"}, 1});
  CHECK(must(reads->collection(asking({"dong"}, order_part::delivery))).total == 1);
  CHECK(must(reads->collection(asking({"pizza"}))) == piece{});
  CHECK(must(reads->collection(asking({}))) == piece{});

  WHEN("a piece is asked for") {
    auto what = asking({"azer", "dongne"});
    what.rising = false;
    what.limit = 2;
    CHECK(must(reads->collection(what)) == piece{{"orders-10", "orders-2"}, 3});
    what.offset = 2;
    CHECK(must(reads->collection(what)) == piece{{"orders-1"}, 3});
    what.offset = 3;
    CHECK(must(reads->collection(what)) == piece{{}, 3});
  }
  WHEN("an order changes") {
    auto cooked = row_of("orders", 2, "dongne", 5);
    cooked.version = 2;
    must(reads->apply(step(2, {cooked})));
    THEN("its parts follow, its number stays") {
      CHECK(must(reads->collection(asking({"dongne"}, order_part::delivery)))
            == piece{{"orders-2"}, 1});
    }
  }
  WHEN("more rows than one fetch holds are asked for") {
    std::vector<order_record> many;
    for (std::uint64_t number = 100; number < 400; ++number)
      many.push_back(row_of("orders", number, "mealkit", 0));
    must(reads->apply(step(2, many)));
    auto what = asking({"mealkit"});
    what.limit = 290;
    const auto found = must(reads->collection(what));
    CHECK(found.total == 300);
    REQUIRE(found.orders.size() == 290);
    CHECK(found.orders.back() == "orders-389");
  }
  WHEN("everything is dropped") {
    must(reads->drop_all());
    THEN("nothing is listed") {
      CHECK(must(reads->collection(asking({"azer", "dongne"}))) == piece{});
    }
  }
}
