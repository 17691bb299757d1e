#include "http/text_check.hpp"
#include "tests/http/facades/brand_town.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

// Rows and words follow the policy that an order was placed under, not the one its brand came with.

using namespace baedal;
using namespace baedal::http;

namespace {

void set_policy(brand_town& town, const std::string& brand, const std::string& policy) {
  const auto set =
    town.call(verb::put, "/api/v1/brands/" + brand, R"({"policy":{)" + policy + "}}", {});
  INFO(set.body);
  REQUIRE(set.status == 200);
}

void place(brand_town& town, const std::string& brand) {
  const auto path = brand == "pizza" ? "/pizzaOrders" : "/orders";
  const auto placed = town.post(path, {{"qty", "1"}}, {{"x-brand", brand}});
  INFO(placed.body);
  REQUIRE(placed.status == 201);
}

std::string encoded(const std::string& collection) {
  return "/" + percent_encode(collection);
}

/// Whether order 1 has a row; "torn" where list and row do not agree.
std::string has_row(brand_town& town, const std::string& collection) {
  const auto list = town.get(encoded(collection));
  const auto rows = nlohmann::json::parse(list.body)["_embedded"][collection].size();
  const bool there = town.get(encoded(collection) + "/1").status == 200;
  const bool agree =
    rows == (there ? 1 : 0) && in_row(list, "page/totalElements") == (there ? "1" : "0");
  return !agree ? "torn" : there ? "yes" : "no";
}

struct collections {
  std::string brand;
  std::string payments;
  std::string member; ///< of a payment: what it is
  std::string paid;   ///< the word when it was made
};

const collections all_brands[] = {
  {"pizza", "paymentHistories", "state", "PLACE"},
  {"dongne", "payments", "status", "결재됨"},
  {"hansik", "결제이력s", "행위", "결제승인됨"},
  {"mealkit", "payments", "status", "order confirmed!!"},
  {"azer", "pays", "payStatus", "PAYED"},
};

void pay(brand_town& town, const std::string& brand) {
  const auto id = brand == "pizza" ? "pizzaOrders-1" : "orders-1";
  const auto paid = town.call(verb::post, std::string{"/api/v1/orders/"} + id + "/pay",
                              R"({"method":"card","token":"t"})", {});
  INFO(paid.body);
  REQUIRE(paid.status == 200);
}

} // namespace

SCENARIO("a payment has a row from when it is asked for, or from the order on", "[facades][M1]") {
  const auto& at = GENERATE(from_range(std::begin(all_brands), std::end(all_brands)));
  INFO(at.brand);
  brand_town town;
  const auto word = [&] { return in_row(town.get(encoded(at.payments) + "/1"), at.member); };
  GIVEN("a brand that is paid in a step of its own") {
    set_policy(town, at.brand, R"("payment":"separate_step")");
    place(town, at.brand);
    CHECK(has_row(town, at.payments) == "no");
    WHEN("the brand is paid inside ordering from now on") {
      set_policy(town, at.brand, R"("payment":"inside_ordering")");
      THEN("its earlier order waits on") {
        CHECK(has_row(town, at.payments) == "no");
      }
    }
    pay(town, at.brand);
    CHECK(has_row(town, at.payments) == "yes");
    CHECK(word() == at.paid);
  }
  GIVEN("a brand that records its payments with the order") {
    set_policy(town, at.brand, R"("payment":"record_then_pay")");
    place(town, at.brand);
    CHECK(has_row(town, at.payments) == "yes");
    CHECK_FALSE(word() == at.paid);
    pay(town, at.brand);
    CHECK(word() == at.paid);
  }
  GIVEN("a brand that is paid inside ordering") {
    set_policy(town, at.brand, R"("payment":"inside_ordering")");
    place(town, at.brand);
    CHECK(has_row(town, at.payments) == "yes");
    CHECK(word() == at.paid);
  }
}

SCENARIO("a store's ticket has a row from when the store sees the order", "[facades][M1][K2]") {
  const auto& [brand, tickets] =
    GENERATE(table<std::string, std::string>({{"pizza", "orderDeliveries"},
                                              {"dongne", "storeOrders"},
                                              {"hansik", "주문처리s"},
                                              {"azer", "stores"}}));
  INFO(brand);
  brand_town town;
  const std::string later = R"("payment":"separate_step",)";
  GIVEN("a store that sees what is ordered") {
    set_policy(town, brand, later + R"("store_sees_order":"when_ordered")");
    place(town, brand);
    CHECK(has_row(town, tickets) == "yes");
  }
  GIVEN("a store that sees what is paid") {
    set_policy(town, brand, later + R"("store_sees_order":"when_paid")");
    place(town, brand);
    CHECK(has_row(town, tickets) == "no");
    pay(town, brand);
    CHECK(has_row(town, tickets) == "yes");
  }
  GIVEN("a store that sees nothing") {
    set_policy(town, brand, later + R"("store_sees_order":"never")");
    place(town, brand);
    pay(town, brand);
    CHECK(has_row(town, tickets) == "no");
  }
}

SCENARIO("a delivery has a row from when somebody can carry it", "[facades][M1]") {
  const std::string brand = GENERATE("dongne", "hansik", "mealkit", "azer");
  INFO(brand);
  brand_town town;
  const std::string now = R"("payment":"inside_ordering",)";
  GIVEN("a brand that sends parcels") {
    set_policy(town, brand, now + R"("dispatch":"parcel")");
    place(town, brand);
    CHECK(has_row(town, "deliveries") == "yes");
  }
  GIVEN("a brand whose riders pick what is cooked") {
    set_policy(town, brand,
               now
                 + R"("dispatch":"riders_pick","acceptance":"implicit",)"
                   R"("kitchen":"start_and_finish")");
    place(town, brand);
    CHECK(has_row(town, "deliveries") == "no");
    for (const std::string step : {"start-cooking", "finish-cooking"})
      CHECK(town.call(verb::post, "/api/v1/orders/orders-1/" + step, "{}", {}).status == 200);
    CHECK(has_row(town, "deliveries") == "yes");
    if (brand == "azer")
      CHECK(in_row(town.get("/deliveries/1"), "deliveryStatus") == "null");
  }
}

SCENARIO("an order that is not paid yet does not read as paid", "[facades][M1]") {
  brand_town town;
  for (const std::string brand : {"pizza", "hansik", "mealkit"})
    set_policy(town, brand, R"("payment":"separate_step","store_sees_order":"when_ordered")");
  place(town, "pizza");
  place(town, "hansik");
  REQUIRE(town.post("/orders", {{"productId", "x"}}).status == 201);
  CHECK(in_row(town.get("/orderDeliveries/1"), "paymentDate") == "null");
  CHECK(in_row(town.get("/orderDeliveries/1"), "orderState") == "null");
  CHECK(in_row(town.get("/orders/1"), "상태") == "주문됨");
  CHECK(in_row(town.get(encoded("통합주문상태") + "/1"), "결제상태") == "null");
  CHECK(in_row(town.get("/orders/2"), "status") == "null");
  CHECK(in_row(town.get("/mypages/2"), "status") == "null");
  pay(town, "pizza");
  CHECK(in_row(town.get("/orderDeliveries/1"), "orderState") == "PizzaProductionReady");
  const auto paid_at = in_row(town.get("/orderDeliveries/1"), "paymentDate");
  CHECK_FALSE(paid_at == "null");
  CHECK(paid_at > in_row(town.get("/paymentHistories/1"), "date"));
}
