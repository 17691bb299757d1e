#include "tests/http/facades/brand_town.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;

namespace {

/// A21, as its users type it.
const brand_town::members first_order{{"storeId", "1"},
                                      {"menuId", "1"},
                                      {"menuCount", "2"},
                                      {"menuPrice", "9000"},
                                      {"customerAddress", "서울"},
                                      {"phoneNumber", "01012345678"},
                                      {"customerName", "kim"},
                                      {"customerId", "1"}};

} // namespace

SCENARIO("A20 A21 an order is recorded for payment in the same instant",
         "[facades][azer][004-F1][004-N1]") {
  brand_town town;
  const std::string path = GENERATE("/orderPlaced", "/orders", "/orders/");
  const auto placed = town.post(path, first_order);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(placed.header("Location") == "http://localhost:8081/orders/1");
  CHECK(in_row(placed, "orderStatus") == "orderPlaced");
  CHECK(in_row(placed, "storeId") == "1");
  CHECK(in_row(placed, "phoneNumber") == "01012345678");
  CHECK(in_row(placed, "totalPrice") == "18000");
  CHECK(in_row(town.get("/pays/1"), "payStatus") == "WAITINGPAYED");
  CHECK(in_row(town.get("/pays/1"), "totalPrice") == "18000");
  CHECK(town.get("/stores/1").status == 404);
  for (const std::string list :
       {"orders", "pays", "stores", "customers", "deliveries", "myPages"}) {
    const auto page = town.get("/" + list + "/");
    CHECK(page.status == 200);
    CHECK(in_row(page, "page/size") == "20");
  }
  CHECK(in_list(town.get("/stores"), "stores", "orderId").empty());
  CHECK(in_list(town.get("/pays"), "pays", "payStatus") == "WAITINGPAYED");
  CHECK(in_list(town.get("/mypages"), "mypages", "orderStatus") == "orderPlaced");
  CHECK(town.post("/payed", {{"orderId", "1"}}).status == 200);
}

SCENARIO("ids come as text or as numbers, and a telephone number keeps its zero (K18)",
         "[facades][azer]") {
  brand_town town;
  const auto typed = town.post("/orderPlaced", first_order);
  REQUIRE(typed.status == 201);
  const auto counted =
    town.call(verb::post, "/orderPlaced",
              R"({"storeId":1,"menuId":1,"menuCount":2,"menuPrice":9000,"customerId":1,)"
              R"("customerName":"kim","customerAddress":"서울","phoneNumber":"01012345678"})",
              {{"content-type", "application/json"}});
  INFO(counted.body);
  REQUIRE(counted.status == 201);
  for (const auto* member : {"storeId", "menuId", "menuCount", "menuPrice", "customerId"})
    CHECK(in_row(counted, member) == in_row(typed, member));
  CHECK(in_row(counted, "phoneNumber") == "01012345678");
  CHECK(in_row(town.get("/customers/2"), "customerId") == "1");
}

SCENARIO("A22 A23 A25 paid, accepted, cooked, delivered",
         "[facades][azer][004-F2][004-F3][004-F4][004-F6][004-F7][004-F10][004-N2][K2][K4]"
         "[K16][M4.2][M4.5][M4.7]") {
  brand_town town;
  REQUIRE(town.post("/orderPlaced", first_order).status == 201);
  const auto tell = [&](const std::string& path, brand_town::members more = {}) {
    more.insert(more.begin(), {"orderId", "1"});
    return town.post(path, more);
  };
  CHECK(problem_of(tell("/storeOrderAccepted")) == "409 state_conflict");
  const auto paid =
    tell("/pay", {{"payMethod", "1"}, {"cardNumber", "1234"}, {"deliveryFee", "3000"}});
  INFO(paid.body);
  CHECK(paid.status == 200);
  CHECK(in_row(paid, "payStatus") == "PAYED");
  CHECK(in_row(town.get("/stores/1"), "orderStatus") == "ORDER PAYED");
  CHECK(in_row(town.get("/stores/1"), "customerName") == "null");
  CHECK(in_row(town.get("/customers/1"), "orderStatus") == "PAYED");
  CHECK(town.get("/deliveries/1").status == 404);
  CHECK(in_row(tell("/storeOrderAccepted"), "orderStatus") == "ORDER ACCEPT");
  CHECK(in_row(town.get("/stores/1"), "menuCount") == "2");
  CHECK(in_row(town.get("/stores/1"), "customerName") == "kim");
  CHECK(in_row(town.get("/stores/1"), "customerAddress") == "서울");
  CHECK(in_row(town.get("/orders/1"), "orderStatus") == "ORDER ACCEPT");
  CHECK(in_row(tell("/storeCooked"), "cookStatus") == "COOKED");
  CHECK(in_row(town.get("/deliveries/1"), "deliveryStatus") == "DeliveryStarted");
}

SCENARIO("azer's store says with cookStatus how far the food is", "[facades][azer][004-F6]") {
  brand_town town;
  REQUIRE(town.post("/orderPlaced", first_order).status == 201);
  REQUIRE(town.post("/pay", {{"orderId", "1"}, {"payMethod", "1"}}).status == 200);
  REQUIRE(town.post("/storeOrderAccepted", {{"orderId", "1"}}).status == 200);
  const auto cooks = [&](const char* how) {
    return in_row(town.post("/storeCooked", {{"orderId", "1"}, {"cookStatus", how}}), "cookStatus");
  };
  CHECK(cooks("COOKING") == "COOKING");
  CHECK(town.get("/deliveries/1").status == 404);
  CHECK(problem_of(town.post("/ordercanceled", {{"orderId", "1"}})) == "409 too_late_to_cancel");
  CHECK(cooks("COOKED") == "COOKED");
  CHECK(in_row(town.get("/deliveries/1"), "deliveryStatus") == "DeliveryStarted");
}

SCENARIO("the store's side asks the order's to take the status, and is told what to cook",
         "[facades][azer][004-N2][M4.5]") {
  brand_town town;
  REQUIRE(town.post("/orderPlaced", first_order).status == 201);
  REQUIRE(town.post("/pay", {{"orderId", "1"}, {"payMethod", "1"}}).status == 200);
  const auto ask = [&](const std::string& status) {
    return town.post("/order", {{"orderId", "1"}, {"orderStatus", status}});
  };
  CHECK(problem_of(ask("COOKED")) == "422 value_invalid orderStatus");
  const auto told = ask("ORDER ACCEPT");
  INFO(told.body);
  CHECK(told.status == 200);
  CHECK(in_row(told, "orderStatus") == "ORDER ACCEPT");
  CHECK(in_row(told, "menuCount") == "2");
  CHECK(in_row(told, "customerName") == "kim");
  CHECK(in_row(told, "customerAddress") == "서울");
}

SCENARIO("A22 of a card's number only its end is kept (M2)", "[facades][azer][004-F2]") {
  brand_town town;
  REQUIRE(town.post("/orderPlaced", first_order).status == 201);
  CHECK(in_row(town.get("/pays/1"), "cardNumber") == "null");
  const auto pay = [&](const std::string& method, const std::string& card) {
    return town.post("/pay", {{"orderId", "1"}, {"payMethod", method}, {"cardNumber", card}});
  };
  WHEN("a whole number is typed") {
    const auto paid = pay("1", GENERATE("4111-1111-1111-1234", "4111111111111234"));
    CHECK(in_row(paid, "cardNumber") == "****1234");
    town.restart();
    CHECK(in_row(town.get("/pays/1"), "cardNumber") == "****1234");
    CHECK(in_row(town.get("/api/v1/orders/orders-1"), "payment/card") == "****1234");
    for (const auto* view : {"/orders/1", "/stores/1", "/api/v1/orders/orders-1/history"})
      CHECK(town.get(view).body.find("41111") == std::string::npos);
  }
  WHEN("it comes as a number") {
    const brand_town::headers json{{"content-type", "application/json"}};
    const auto paid = town.call(
      verb::post, "/pay", R"({"orderId":1,"payMethod":3,"cardNumber":4111111111111234})", json);
    CHECK(in_row(paid, "cardNumber") == "****1234");
  }
  WHEN("too few digits are typed") {
    CHECK(in_row(pay("1", "1234"), "cardNumber") == "****");
  }
  WHEN("it is paid in cash") {
    CHECK(in_row(pay("2", "4111111111111234"), "cardNumber") == "null");
  }
  WHEN("it is no text") {
    const brand_town::headers json{{"content-type", "application/json"}};
    CHECK(problem_of(town.call(verb::post, "/pay", R"({"orderId":1,"cardNumber":{}})", json))
          == "400 wrong_type cardNumber");
    CHECK(problem_of(pay("1", std::string(101, '4'))) == "422 value_invalid cardNumber");
  }
}

SCENARIO("A26 cancelled before cooking: money back, the store is told",
         "[facades][azer][004-F8][004-F9][004-S6][K7][M4.9]") {
  brand_town town;
  REQUIRE(town.post("/orderPlaced", first_order).status == 201);
  REQUIRE(town.post("/pay", {{"orderId", "1"}, {"payMethod", "1"}}).status == 200);
  const auto cancelled = town.post("/ordercanceled", {{"orderId", "1"}});
  CHECK(cancelled.status == 200);
  CHECK(in_row(cancelled, "orderStatus") == "orderCanceled");
  CHECK(in_row(town.get("/pays/1"), "payStatus") == "PAY CANCELLED");
  CHECK(in_row(town.get("/stores/1"), "orderStatus") == "ORDER CANCELLED");
  CHECK(in_list(town.get("/orders"), "orders", "orderStatus") == "orderCanceled");
}

SCENARIO("a rejected order is paid back, with its reason (004-F5)", "[facades][azer][004-F5]") {
  brand_town town;
  REQUIRE(town.post("/orderPlaced", first_order).status == 201);
  REQUIRE(town.post("/pay", {{"orderId", "1"}, {"payMethod", "1"}}).status == 200);
  const auto rejected = town.post(
    "/storeOrderRejected", {{"orderId", "1"}, {"rejectCode", "3"}, {"rejectDetail", "sold out"}});
  CHECK(in_row(rejected, "orderStatus") == "ORDER REJECT");
  CHECK(in_row(town.get("/pays/1"), "payStatus") == "ORDER REJECT");
  CHECK(in_row(town.get("/customers/1"), "rejectCode") == "3");
  CHECK(in_row(town.get("/customers/1"), "rejectDetail") == "sold out");
}
