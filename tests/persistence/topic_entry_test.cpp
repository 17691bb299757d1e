#include "domain/brand.hpp"
#include "persistence/event_codec.hpp"
#include "tests/persistence/codec_examples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::persistence;
using nlohmann::json;

namespace {

const store_id shop{"s1"};
const std::vector<stock_move> two_kits{{item_id{"kit"}, 2, 7}};

item_defined kit(bool is_new, std::optional<std::int64_t> unsold) {
  return {{item_id{"kit"}, "Kit", money{9'000}, {}, 5, false}, is_new, unsold};
}

std::string type_told(const store_event& event) {
  const auto told = entry_of(event, shop);
  return told ? told->type : "nothing";
}

} // namespace

SCENARIO("a topic tells of counted products, and of units that were sold (M3, 003-F4, 003-F6)") {
  const order_id order{"o1"};
  CHECK(type_told(kit(true, 7)) == "product_registered");
  CHECK(type_told(kit(false, 0)) == "product_modified");
  CHECK(type_told(kit(true, std::nullopt)) == "nothing");
  CHECK(type_told(item_retired{item_id{"kit"}, true}) == "product_retired");
  CHECK(type_told(item_retired{item_id{"kit"}, false}) == "nothing");
  CHECK(type_told(units_committed{order, two_kits}) == "stock_committed");
  CHECK(type_told(units_released{order, two_kits}) == "stock_released");
  CHECK(type_told(units_returned{order, {}, two_kits}) == "stock_released");
  THEN("what was only reserved is not told: nobody may know of the order yet (T0)") {
    CHECK(type_told(units_reserved{order, {{item_id{"kit"}, 2}}}) == "nothing");
    CHECK(type_told(units_released{order}) == "nothing");
    CHECK(type_told(units_returned{order, {{item_id{"kit"}, 2}}}) == "nothing");
  }
  THEN("what is not about products is not told") {
    CHECK(type_told(store_opened{}) == "nothing");
    CHECK(type_told(units_settled{order}) == "nothing");
  }
}

SCENARIO("a topic's product says how many units are free now (M3)") {
  const auto sold = entry_of(units_committed{order_id{"o1"}, two_kits}, shop);
  REQUIRE(sold);
  CHECK(sold->order == order_id{"o1"});
  CHECK(json::parse(sold->data)
        == json::parse(R"({"store_id":"s1","order_id":"o1",)"
                       R"("products":[{"item_id":"kit","quantity":2,"stock":7}]})"));
  const auto offered = entry_of(kit(true, 0), shop);
  REQUIRE(offered);
  CHECK(offered->order.value.empty());
  CHECK(json::parse(offered->data)
        == json::parse(R"({"store_id":"s1","products":[{"item_id":"kit","name":"Kit",)"
                       R"("price":9000,"stock":0}]})"));
  const auto gone = entry_of(item_retired{item_id{"kit"}, true}, shop);
  REQUIRE(gone);
  CHECK(json::parse(gone->data)
        == json::parse(R"({"store_id":"s1","products":[{"item_id":"kit"}]})"));
}

SCENARIO("a topic tells of a grade and of the order that earned it (M3, 001-X2)") {
  const customer_id who{"c1"};
  const auto raised = entry_of(
    customer_event{grade_raised{customer_grade::gold, order_id{"o1"}, brand_id{"dongne"}, {}}},
    who);
  REQUIRE(raised);
  CHECK(raised->type == "customer_grade_raised");
  CHECK(raised->brand == brand_id{"dongne"});
  CHECK(raised->order == order_id{"o1"});
  CHECK(json::parse(raised->data)
        == json::parse(R"({"customer_id":"c1","grade":"gold","order_id":"o1"})"));
  CHECK_FALSE(entry_of(customer_event{grade_raised{customer_grade::gold}}, who));
  CHECK_FALSE(entry_of(customer_event{completion_counted{who, order_id{"o1"}, true}}, who));
}

SCENARIO("the operators' topic tells what a circuit breaker did, and why (M3, K13)") {
  auto what = test::opened_breaker();
  const auto told = entry_of(what);
  CHECK(told.type == "breaker_opened");
  CHECK(told.brand == brand_id{std::string{ops_topic}});
  CHECK(told.order.value.empty());
  CHECK(json::parse(told.data)
        == json::parse(R"({"breaker":"payments","from":"half_open",)"
                       R"("reason":"3 of 5 calls failed",)"
                       R"("changed_at":"1970-01-01T00:00:01.500Z"})"));
  what.to = breaker_state::half_open;
  CHECK(entry_of(what).type == "breaker_half_opened");
  what.to = breaker_state::closed;
  CHECK(entry_of(what).type == "breaker_closed");
}
