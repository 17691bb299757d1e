#include "tests/http/facades/brand_town.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

/// A1, as its users type it.
const brand_town::members first_pizza{{"customerId", "10"},
                                      {"state", "PLACE"},
                                      {"menuOption", ""},
                                      {"price", "10000"},
                                      {"paymentMethod", "CreditCard"},
                                      {"address", "The`wellI007Ho"}};

} // namespace

SCENARIO("A1 a pizza is ordered and paid in one step",
         "[facades][pizza][000-F1][000-F2][000-F3][000-I3]") {
  brand_town town;
  const auto placed = town.post("/pizzaOrders", first_pizza);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(placed.header("Location") == "http://localhost:8081/pizzaOrders/1");
  CHECK(placed.content_type == "application/json; charset=utf-8");
  CHECK(in_row(placed, "customerId") == "10");
  CHECK(in_row(placed, "price") == "10000");
  CHECK(in_row(placed, "state") == "PLACE");
  CHECK(in_row(placed, "menuOption").empty());
  CHECK(in_row(placed, "paymentMethod") == "CreditCard");
  CHECK(in_row(placed, "date") == "null");
  CHECK(in_row(placed, "id") == "absent");
  CHECK(in_row(placed, "_links/self/href") == "http://localhost:8081/pizzaOrders/1");
  CHECK(in_row(placed, "_links/pizzaOrder/href") == "http://localhost:8081/pizzaOrders/1");
  const auto paid = town.get("/paymentHistories/1");
  CHECK(paid.status == 200);
  CHECK(paid.content_type == "application/hal+json; charset=utf-8");
  CHECK(in_row(paid, "state") == "PLACE");
  CHECK(in_row(paid, "orderId") == "1");
  CHECK(in_row(paid, "price") == "10000");
  const auto delivery = town.get("/orderDeliveries/1");
  CHECK(in_row(delivery, "orderState") == "PizzaProductionReady");
  CHECK(in_row(delivery, "address") == "The`wellI007Ho");
  CHECK(in_row(delivery, "paymentDate") == in_row(delivery, "lastEventDate"));
  CHECK(town.payments.books().at(order_id{"pizzaOrders-1"}).captured == money{10'000});
  CHECK(in_list(town.get("/pizzaOrders"), "pizzaOrders", "customerId") == "10");
}

SCENARIO("A1 who names no pizza gets the brand's default menu, for the stated price",
         "[facades][pizza][000-F1]") {
  brand_town town;
  auto order = first_pizza;
  const auto stated = GENERATE(std::string{"10000"}, std::string{"10800"});
  order[3].second = stated;
  REQUIRE(town.post("/pizzaOrders", order).status == 201);
  const auto placed = town.get("/api/v1/orders/pizzaOrders-1");
  INFO(placed.body);
  CHECK(in_row(placed, "items/0/name") == "Potato Pizza ×1, garlic dipping ×2");
  CHECK(in_row(placed, "total") == stated);
  const bool differs = stated != "10800"; // A mismatch is reported, and only that.
  CHECK(in_row(placed, "items/0/stated_price") == (differs ? stated : "absent"));
  CHECK(in_row(placed, "items/0/menu_price") == (differs ? "10800" : "absent"));
  WHEN("no price is stated") {
    order.erase(order.begin() + 3);
    CHECK(in_row(town.post("/pizzaOrders", order), "price") == "10800");
  }
  WHEN("the brand does not trust its clients") {
    const brand_town::headers json{{"content-type", "application/json"}};
    const auto body = R"({"policy":{"trust_client_price":false},"default_store":"pizza-default"})";
    REQUIRE(town.call(verb::put, "/api/v1/brands/pizza", body, json).status == 200);
    CHECK(in_row(town.post("/pizzaOrders", order), "price") == "10800");
    CHECK(in_row(town.get("/api/v1/orders/pizzaOrders-2"), "items/0/stated_price")
          == (differs ? stated : "absent"));
  }
}

SCENARIO("A2 a cancelled pizza is paid back and cannot be made any more",
         "[facades][pizza][000-F7][000-C1][K7]") {
  brand_town town;
  REQUIRE(town.post("/pizzaOrders", first_pizza).status == 201);
  const auto cancelled = town.patch("/pizzaOrders/1", {{"state", "cancel"}});
  CHECK(cancelled.status == 200);
  CHECK(in_row(cancelled, "state") == "CANCEL");
  CHECK(in_row(town.get("/pizzaOrders/1"), "state") == "CANCEL");
  CHECK(in_row(town.get("/paymentHistories/1"), "state") == "CANCEL");
  CHECK(town.payments.books().at(order_id{"pizzaOrders-1"}).refunded == money{10'000});
  THEN("the defects of the former service are gone") {
    CHECK(problem_of(town.patch("/orderDeliveries/1", {{"orderState", "PizzaProductionStarted"}}))
          == "409 state_conflict");
    CHECK(problem_of(town.patch("/pizzaOrders/1", {{"state", "PLACE"}})) == "409 state_conflict");
    CHECK(town.patch("/pizzaOrders/1", {{"state", "CANCEL"}}).status == 200);
    CHECK(town.payments.books().at(order_id{"pizzaOrders-1"}).refunds.size() == 1);
  }
}

SCENARIO("A3 A4 A5 A10 production, delivery, completion",
         "[facades][pizza][000-F4][000-F5][000-F6][K4][K5][K9][K16]") {
  brand_town town;
  REQUIRE(town.post("/pizzaOrders", first_pizza).status == 201);
  const auto say = [&](const char* name, const char* word) {
    return town.patch("/orderDeliveries/1", {{name, word}});
  };
  const auto* name = GENERATE("orderState", "state");
  const auto placed_at = in_row(town.get("/orderDeliveries/1"), "lastEventDate");
  const auto started = say(name, "PizzaProductionStarted");
  CHECK(started.status == 200);
  CHECK(in_row(started, "orderState") == "PizzaProductionStarted");
  CHECK(in_row(started, "lastEventDate") > placed_at);
  CHECK(in_row(started, "paymentDate") == placed_at);
  CHECK(in_row(town.get("/api/v1/orders/pizzaOrders-1"), "status") == "cooking");
  CHECK(in_row(say(name, "DeliveryStarted"), "orderState") == "DeliveryStarted");
  CHECK(in_row(town.get("/api/v1/orders/pizzaOrders-1"), "status") == "out_for_delivery");
  CHECK(problem_of(town.patch("/pizzaOrders/1", {{"state", "CANCEL"}}))
        == "409 too_late_to_cancel");
  CHECK(in_row(say(name, "DeliveryCompleted"), "orderState") == "DeliveryCompleted");
  CHECK(in_row(town.get("/api/v1/orders/pizzaOrders-1"), "status") == "completed");
  CHECK(say(name, "DeliveryCompleted").status == 200);
  CHECK(problem_of(say(name, "PizzaProductionReady")) == "409 state_conflict");
  CHECK(problem_of(say(name, "Eaten")) == "422 value_invalid " + std::string{name});
}

SCENARIO("A11 without the payment there is no order, and a retry hint",
         "[facades][pizza][000-N1][000-I5][000-C4]") {
  brand_town town;
  town.payments.moods.away = 1'000;
  const auto failed = town.post("/pizzaOrders", first_pizza);
  CHECK(failed.status == 503);
  CHECK(failed.header("Retry-After") == "1");
  CHECK(town.get("/pizzaOrders/1").status == 404);
  CHECK(town.get("/pizzaOrders/1").body.empty());
  CHECK(in_row(town.get("/pizzaOrders"), "page/totalElements") == "0");
  town.payments.moods.away = 0;
  const auto placed = town.post("/pizzaOrders", first_pizza);
  CHECK(placed.status == 201);
  CHECK(placed.header("Location") == "http://localhost:8081/pizzaOrders/2");
}

SCENARIO("numbers of pizzas survive restarts, and a key keeps its number (K12, D14)",
         "[facades][pizza][A101]") {
  brand_town town;
  const brand_town::headers key{{"idempotency-key", "k-1"}};
  const auto first = town.post("/pizzaOrders", first_pizza, key);
  REQUIRE(first.status == 201);
  CHECK(town.post("/pizzaOrders", first_pizza).header("Location")
        == "http://localhost:8081/pizzaOrders/2");
  town.restart();
  const auto again = town.post("/pizzaOrders", first_pizza, key);
  CHECK(again.status == 201);
  CHECK(again.body == first.body);
  CHECK(again.header("Location") == first.header("Location"));
  auto other = first_pizza;
  other[3].second = "9000";
  CHECK(problem_of(town.post("/pizzaOrders", other, key)) == "422 key_reused");
  CHECK(town.post("/pizzaOrders", first_pizza).header("Location")
        == "http://localhost:8081/pizzaOrders/3");
  CHECK(in_list(town.get("/pizzaOrders"), "pizzaOrders", "_links/self/href")
        == "http://localhost:8081/pizzaOrders/1 http://localhost:8081/pizzaOrders/2 "
           "http://localhost:8081/pizzaOrders/3");
}

SCENARIO("what a client says wrongly is answered under the client's own names",
         "[facades][pizza]") {
  brand_town town;
  const auto with = [&](std::size_t place, const char* text) {
    auto data = first_pizza;
    data[place].second = text;
    return problem_of(town.post("/pizzaOrders", data));
  };
  CHECK(with(0, "a/b") == "422 value_invalid customerId");
  CHECK(with(3, "-1") == "422 value_invalid price");
  CHECK(with(3, "much") == "400 wrong_type price");
  const brand_town::headers json{{"content-type", "application/json"}};
  CHECK(problem_of(town.call(verb::post, "/pizzaOrders", "{", json)) == "400 bad_json");
  CHECK(town.get("/pizzaOrders/0").status == 404);
  CHECK(town.get("/pizzaOrders/x").status == 404);
  CHECK(town.patch("/pizzaOrders/7", {{"state", "CANCEL"}}).status == 404);
  CHECK(town.post("/paymentHistories", {{"orderId", "7"}, {"state", "PLACE"}}).status == 404);
  CHECK(problem_of(town.post("/paymentHistories", {})) == "422 value_invalid orderId");
  CHECK(town.patch("/paymentHistories/1", {{"state", "CANCEL"}}).status == 405);
}

SCENARIO("a payment reads as cancelled only where the money goes back",
         "[facades][pizza][000-C1]") {
  brand_town town;
  REQUIRE(town.post("/pizzaOrders", first_pizza).status == 201);
  const auto state = [&] { return in_row(town.get("/paymentHistories/1"), "state"); };
  WHEN("the gateway refuses to give it back") {
    town.payments.moods.refund_refused = 1'000;
    CHECK(in_row(town.patch("/pizzaOrders/1", {{"state", "CANCEL"}}), "state") == "CANCEL");
    CHECK(in_row(town.get("/api/v1/orders/pizzaOrders-1"), "payment/status") == "refund_refused");
    CHECK(state() == "PLACE");
    THEN("it does once it has") {
      town.payments.moods.refund_refused = 0;
      const brand_town::headers json{{"content-type", "application/json"}};
      const auto* again = "/api/v1/orders/pizzaOrders-1/retry-refund";
      REQUIRE(town.call(verb::post, again, "{}", json).status == 200);
      CHECK(state() == "CANCEL");
    }
  }
  WHEN("it is the customer's own fault, and the pizza was in the oven") {
    REQUIRE(town.patch("/orderDeliveries/1", {{"orderState", "PizzaProductionStarted"}}).status
            == 200);
    const brand_town::headers json{{"content-type", "application/json"}};
    const auto* fault = R"({"by":"store","store_id":"pizza-default","reason":"no_show"})";
    REQUIRE(town.call(verb::post, "/api/v1/orders/pizzaOrders-1/cancel", fault, json).status
            == 200);
    CHECK(in_row(town.get("/pizzaOrders/1"), "state") == "CANCEL");
    CHECK(state() == "PLACE");
  }
}
