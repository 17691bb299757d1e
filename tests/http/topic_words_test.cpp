#include "actors/queries.hpp"
#include "http/topic_words.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::http;
using nlohmann::json;

namespace {

constexpr auto ordered = R"({"placed_at":"1970-01-01T00:00:00.125Z","store_id":"s1",)"
                         R"("customer_id":"10","items":[{"item_id":"m1",)"
                         R"("quantity":2,"unit_price":5000,"options":["a","b"]}],)"
                         R"("items_total":10000,"delivery_fee":2000,"total":12000,)"
                         R"("metadata":{"menuOption":"","paymentMethod":"CreditCard"}})";

actors::topic_row row(std::string type, const std::string& data = "") {
  return {7,
          "pizzaOrders-3-2",
          {entity_kind::order, "pizzaOrders-3"},
          std::move(type),
          order_id{"pizzaOrders-3"},
          2,
          instant{std::chrono::milliseconds{250}},
          "{" + data + (data.empty() ? "" : ",") + "\"order\":" + ordered + "}"};
}

std::vector<std::string> names_of(std::string_view brand, const actors::topic_row& of) {
  std::vector<std::string> names;
  for (const auto& line : flat_events(brand, of))
    names.push_back(json::parse(line).at("eventType"));
  return names;
}

using names = std::vector<std::string>;

} // namespace

SCENARIO("each brand has its own words for events (M3)") {
  CHECK(names_of("hansik", row("order_placed")) == names{"주문됨"});
  CHECK(names_of("pizza", row("cooking_started")) == names{"PizzaProductionStarted"});
  CHECK(names_of("pizza", row("order_cancelled")) == names{"OrderCanceled"});
  CHECK(names_of("dongne", row("payment_approved")) == names{"Paid"});
  CHECK(names_of("azer", row("delivery_completed")) == names{"DeliveryClosed"});
  CHECK(names_of("pizza", row("order_accepted")).empty());
  CHECK(names_of("my-brand", row("order_accepted")) == names{"OrderAccepted"});
}

SCENARIO("one event of ours may be several of a brand, or depend on who decided (M3)") {
  CHECK(names_of("mealkit", row("payment_approved"))
        == names{"PaymentCompleted", "DeliveryRequested"});
  CHECK(names_of("mealkit", row("order_cancelled")) == names{"Cancelled", "DeliveryCancelled"});
  CHECK(names_of("azer", row("order_cancelled", R"("cause":"customer")"))
        == names{"OrderCanceled", "DeliveryCanceled"});
  CHECK(names_of("azer", row("order_cancelled", R"("cause":"store")"))
        == names{"StoreOrderCancelled", "DeliveryCanceled"});
}

SCENARIO("a flat event has the brand's members, numbers as numbers (A1, K17, K18)",
         "[A9][A104]") {
  const auto placed = json::parse(flat_events("pizza", row("order_placed")).at(0));
  CHECK(placed
        == json{{"eventType", "OrderPlaced"},
                {"timestamp", "1970-01-01T09:00:00.250+09:00"},
                {"timestampMs", 250},
                {"position", 7},
                {"id", 3},
                {"orderId", 3},
                {"customerId", 10},
                {"state", "PLACE"},
                {"price", 12000},
                {"paymentMethod", "CreditCard"},
                {"menuOption", ""},
                {"notificationType", "Notification"}});
  const auto delivered = json::parse(flat_events("pizza", row("delivery_completed")).at(0));
  CHECK(delivered.at("notificationType") == "None");
  const auto paid =
    json::parse(flat_events("azer", row("payment_approved", R"("amount":13000)")).at(0));
  CHECK(paid.at("totalPrice") == 13000);
  CHECK(paid.at("deliveryFee") == 3000);
  const auto ordered = json::parse(flat_events("mealkit", row("order_placed")).at(0));
  CHECK(ordered.at("userid") == "10");
  CHECK(ordered.at("qty") == 2);
  const auto rejected = json::parse(
    flat_events("dongne", row("order_rejected", R"("reason":"재료소진","code":3)")).at(0));
  CHECK(rejected.at("rejectionReason") == "재료소진");
  CHECK(rejected.at("options") == "a, b");
  const auto picked =
    json::parse(flat_events("dongne", row("delivery_picked", R"("rider_id":"r1")")).at(0));
  CHECK(picked.at("riderId") == "r1");
}

SCENARIO("a flat event tells when the order was placed, and the payment's approval (M3, K17)") {
  const auto one = [](auto brand, const std::string& type, const std::string& data = "") {
    return json::parse(flat_events(brand, row(type, data)).at(0));
  };
  CHECK(one("pizza", "cooking_started").at("paymentDate") == "1970-01-01T09:00:00.125+09:00");
  CHECK(one("pizza", "delivery_completed").at("date") == "1970-01-01T09:00:00.250+09:00");
  const auto paid = [](const std::string& method, const std::string& key) {
    return R"("amount":12000,"method":")" + method + R"(","payment_key":")" + key + '"';
  };
  CHECK(one("mealkit", "payment_approved", paid("card", "pay-7")).at("approvednumber") == "pay-7");
  CHECK(one("mealkit", "payment_approved", paid("cash", "")).at("approvednumber").is_null());
  THEN("what is not known, or from before it was told, is null") {
    for (const auto* order : {R"({})", R"({"placed_at":7})", R"({"placed_at":"once"})"}) {
      auto old = row("cooking_started");
      old.data = std::string{R"({"order":)"} + order + "}";
      CHECK(json::parse(flat_events("pizza", old).at(0)).at("paymentDate").is_null());
    }
  }
}

SCENARIO("our events have times in UTC, the brands' in the time of Seoul (K19)") {
  const auto placed = row("order_placed");
  const auto ours = json::parse(canonical_event("azer", placed));
  CHECK(ours.at("occurredAt") == "1970-01-01T00:00:00.250Z");
  CHECK(ours.at("occurredAtMs") == 250);
  const auto theirs = json::parse(flat_events("azer", placed).at(0));
  CHECK(theirs.at("timestamp") == "1970-01-01T09:00:00.250+09:00");
  CHECK(theirs.at("timestampMs") == 250);
}

SCENARIO("a refund of a part is none of the whole (M3, rank 10)") {
  const auto part = row("payment_refunded", R"("amount":5000,"left":7000)");
  const auto rest = row("payment_refunded", R"("amount":7000)");
  CHECK(names_of("dongne", part) == names{"PaidPartlyRefunded"});
  CHECK(names_of("dongne", rest) == names{"CancelPaid"});
  CHECK(names_of("hansik", part) == names{"결제일부취소됨"});
  CHECK(names_of("hansik", rest) == names{"결제취소됨"});
  CHECK(names_of("mealkit", part) == names{"PaymentPartlyRefunded"});
  CHECK(names_of("mealkit", rest) == names{"PaymentCancelled"});
  CHECK(names_of("azer", part) == names{"PayPartlyRefunded"});
  CHECK(names_of("azer", rest) == names{"PayCancelled"});
  CHECK(names_of("pizza", part).empty());
  const auto told = [&](std::string_view brand) {
    return json::parse(flat_events(brand, part).at(0));
  };
  CHECK(told("dongne").at("amount") == 5000);
  CHECK(told("dongne").at("left") == 7000);
  CHECK(told("dongne").at("status") == "결재됨");
  CHECK(told("hansik").at("금액") == 5000);
  CHECK(told("hansik").at("남은금액") == 7000);
  CHECK(told("azer").at("totalPrice") == 5000);
  CHECK(told("azer").at("left") == 7000);
  CHECK(told("mealkit").at("status") == "order confirmed!!");
}

SCENARIO("a store's products and their units are told, too (M3, 003-F4, 003-F6)") {
  constexpr auto products =
    R"({"store_id":"mealkit-default","order_id":"orders-4","products":[{"item_id":"products-3",)"
    R"("quantity":2,"stock":8},{"item_id":"kit","quantity":1,"stock":0}]})";
  actors::topic_row told{9,
                         "store/mealkit-default-5",
                         {entity_kind::store, "mealkit-default"},
                         "stock_committed",
                         order_id{"orders-4"},
                         5,
                         instant{},
                         products};
  THEN("the brand has an event for each product") {
    const auto lines = flat_events("mealkit", told);
    REQUIRE(lines.size() == 2);
    CHECK(json::parse(lines[0])
          == json{{"eventType", "ProductModified"},
                  {"timestamp", "1970-01-01T09:00:00.000+09:00"},
                  {"timestampMs", 0},
                  {"position", 9},
                  {"id", 3},
                  {"qty", 8}});
    CHECK(json::parse(lines[1]).at("id") == "kit");
  }
  THEN("brands without such events have none") {
    CHECK(names_of("pizza", told).empty());
    CHECK(names_of("my-brand", told) == names{"StockCommitted"});
  }
  THEN("the canonical event is the store's, about an order") {
    const auto event = json::parse(canonical_event("mealkit", told));
    CHECK(event.at("aggregateId") == "mealkit-default");
    CHECK(event.at("orderId") == "orders-4");
    CHECK(event.at("eventId") == "store/mealkit-default-5");
    CHECK(event.at("data").at("products").size() == 2);
  }
  THEN("a product that is put on sale is about no order") {
    told.type = "product_registered";
    told.order = {};
    CHECK(names_of("mealkit", told) == names{"ProductRegistered", "ProductRegistered"});
    CHECK(json::parse(canonical_event("mealkit", told)).at("orderId").is_null());
    CHECK_FALSE(json::parse(flat_events("my-brand", told).at(0)).contains("orderId"));
  }
}

SCENARIO("an event whose data is damaged has its head") {
  auto broken = row("order_placed");
  broken.data = "broken";
  const auto event = json::parse(flat_events("pizza", broken).at(0));
  CHECK(event.at("orderId") == 3);
  CHECK(event.at("customerId").is_null());
}

SCENARIO("a grade that an order earned is told where brands have grades (M3, 001-X2)") {
  const actors::topic_row told{4,
                               "customer/c1-9",
                               {entity_kind::customer, "c1"},
                               "customer_grade_raised",
                               order_id{"orders-4"},
                               9,
                               instant{},
                               R"({"customer_id":"c1","grade":"silver","order_id":"orders-4"})"};
  const auto lines = flat_events("dongne", told);
  REQUIRE(lines.size() == 1);
  CHECK(json::parse(lines[0])
        == json{{"eventType", "CustomerGradeRaised"},
                {"timestamp", "1970-01-01T09:00:00.000+09:00"},
                {"timestampMs", 0},
                {"position", 4},
                {"id", 4},
                {"orderId", 4},
                {"customerId", "c1"},
                {"grade", "silver"}});
  CHECK(names_of("azer", told).empty());
  CHECK(names_of("my-brand", told) == names{"CustomerGradeRaised"});
  const auto event = json::parse(canonical_event("dongne", told));
  CHECK(event.at("aggregateId") == "c1");
  CHECK(event.at("sequence") == 9);
  CHECK(event.at("orderId") == "orders-4");
}

SCENARIO("dishes are counted when cooking starts, where the policy asks for it (M3, 002-X2)") {
  CHECK(names_of("hansik", row("cooking_started")).empty());
  const auto counted = row("cooking_started", R"("dishes_counted":[{"item_id":"m1","quantity":2},)"
                                              R"({"item_id":"m2","quantity":1}])");
  REQUIRE(names_of("hansik", counted) == names{"DishCounted", "DishCounted"});
  CHECK(json::parse(flat_events("hansik", counted).at(1))
        == json{{"eventType", "DishCounted"},
                {"timestamp", "1970-01-01T09:00:00.250+09:00"},
                {"timestampMs", 250},
                {"position", 7},
                {"id", 3},
                {"orderId", 3},
                {"요리종류", "m2"},
                {"수량", 1}});
  CHECK(names_of("pizza", counted) == names{"PizzaProductionStarted"});
}
