#include "tests/http/facades/brand_town.hpp"
#include "tests/http/open_api.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;

namespace {

const brand_town::members pizza{{"customerId", "10"},
                                {"menuOption", "pepperoniPizza"},
                                {"price", "10000"},
                                {"paymentMethod", "CreditCard"},
                                {"address", "The`wellI007Ho"}};

/// Bought from s1, and paid.
void sell_kit(brand_town& town) {
  REQUIRE(town.post("/products", {{"prodNm", "밀키트"}, {"sellerId", "s1"}, {"qty", "10"}}).status
          == 201);
  REQUIRE(town.post("/orders", {{"productId", "1"}, {"userid", "hwang"}, {"qty", "3"}}).status
          == 201);
}

} // namespace

SCENARIO("A1 A3 A4 A5 the notification history of pizzas has a row per event",
         "[facades][pizza][000-F8][000-C2][000-N5][M4.12][M5.2]") {
  brand_town town;
  REQUIRE(town.post("/pizzaOrders", pizza).status == 201);
  const std::string list = "notificationHistories";
  const auto first = town.get("/" + list + "/1");
  INFO(first.body);
  CHECK(first.status == 200);
  CHECK(first.content_type == "application/hal+json; charset=utf-8");
  const auto has = [&](const char* name, const std::string& value) {
    INFO(name);
    CHECK(in_row(first, name) == value);
  };
  has("eventType", "OrderPlaced");
  has("orderId", "1");
  has("customerId", "10");
  has("paymentState", "PLACE");
  has("orderState", "PLACE");
  has("menuOption", "pepperoniPizza");
  has("address", "The`wellI007Ho");
  has("price", "10000");
  has("notificationType", "Notification");
  has("paymentMethod", "CreditCard");
  has("paymentDate", in_row(first, "timestamp"));
  has("_links/self/href", "http://localhost:8081/notificationHistories/1");
  has("_links/notificationHistory/href", "http://localhost:8081/notificationHistories/1");
  for (const auto* state : {"PizzaProductionStarted", "DeliveryStarted", "DeliveryCompleted"})
    REQUIRE(town.patch("/orderDeliveries/1", {{"orderState", state}}).status == 200);
  const auto all = town.get("/" + list);
  CHECK(in_list(all, list, "eventType")
        == "OrderPlaced PaymentApproved PizzaProductionStarted DeliveryStarted DeliveryCompleted "
           "OrderCompleted");
  CHECK(in_list(all, list, "notificationType")
        == "Notification Notification Notification Notification None Notification");
  CHECK(in_list(all, list, "orderState")
        == "PLACE PLACE PizzaProductionStarted DeliveryStarted DeliveryCompleted null");
  CHECK(in_row(all, "page/totalElements") == "6");
  CHECK(in_row(all, "_links/profile/href")
        == "http://localhost:8081/profile/notificationHistories");
  CHECK(town.get("/profile/" + list).body.find("notificationType") != std::string::npos);
  CHECK(in_row(town.get("/"), "_links/notificationHistories/href")
        == "http://localhost:8081/notificationHistories");
}

SCENARIO("A2 what is given back stands in the history, too", "[facades][pizza][000-F8][000-C1]") {
  brand_town town;
  REQUIRE(town.post("/pizzaOrders", pizza).status == 201);
  REQUIRE(town.patch("/pizzaOrders/1", {{"state", "CANCEL"}}).status == 200);
  const auto all = town.get("/notificationHistories");
  CHECK(in_list(all, "notificationHistories", "eventType")
        == "OrderPlaced PaymentApproved CancelRequested PaymentRefunded OrderCanceled");
  CHECK(in_list(all, "notificationHistories", "paymentState")
        == "PLACE PLACE CANCEL CANCEL CANCEL");
}

SCENARIO("notifications have numbers of their own, and keep them (K12)", "[facades][pizza]") {
  brand_town town;
  REQUIRE(town.post("/pizzaOrders", pizza).status == 201);
  REQUIRE(town.post("/orders", {{"foodId", "f"}, {"customerId", "c1"}}).status == 201);
  REQUIRE(town.post("/pizzaOrders", pizza).status == 201);
  const std::string list = "/notificationHistories";
  const auto last = town.get(list + "/4");
  CHECK(in_row(last, "orderId") == "2");
  CHECK(in_row(last, "eventType") == "PaymentApproved");
  CHECK(in_row(town.get("/notificationLogs/1"), "orderId") == "1");
  const auto newest = town.get(list + "?size=3&page=1&sort=id,desc");
  CHECK(in_list(newest, "notificationHistories", "_links/self/href")
        == "http://localhost:8081/notificationHistories/1");
  CHECK(in_row(newest, "page/totalPages") == "2");
  CHECK(in_list(town.get(list + "?size=2&sort=id,desc"), "notificationHistories", "eventType")
        == "PaymentApproved OrderPlaced");
  CHECK(in_list(town.get(list + "?size=3&page=1"), "notificationHistories", "orderId") == "2");
  CHECK(in_list(town.get(list + "?page=7"), "notificationHistories", "orderId").empty());
  CHECK(
    in_list(town.get(list + "?page=7&sort=id,desc"), "notificationHistories", "orderId").empty());
  town.restart();
  CHECK(town.get(list + "/4").body == last.body);
  for (const auto* none : {"/5", "/0", "/-1", "/x", "/18446744073709551615"})
    CHECK(town.get(list + none).status == 404);
  CHECK(town.get(list, {{"x-brand", "dongne"}}).status == 404);
  CHECK(problem_of(town.get(list, {{"x-brand", "nobody"}})) == "422 value_invalid X-Brand");
  CHECK(town.post(list, {{"orderId", "1"}}).status == 405);
  CHECK(town.patch(list + "/1", {{"eventType", "x"}}).status == 405);
  CHECK(town.remove(list + "/1").status == 405);
}

SCENARIO("A82 dongne's log says what its customers were told, sent or not (K15)",
         "[facades][dongne][001-F10][001-N4]") {
  brand_town town;
  town.letters.moods.refused = 1'000;
  REQUIRE(town.post("/orders", {{"foodId", "f"}, {"customerId", "c1"}, {"price", "9000"}}).status
          == 201);
  REQUIRE(town.put("/payments/1/pay").status == 200);
  REQUIRE(town.put("/storeOrders/1/accept").status == 200);
  const std::string list = GENERATE("notificationLogs", "notices");
  const auto all = town.get("/" + list + "/");
  INFO(all.body);
  const auto rows = in_list(all, list, "message");
  CHECK(rows.find("[dongne] 주문 1번이 주문되었습니다. 9,000원 결제를 기다립니다.") == 0);
  CHECK(rows.ends_with("[dongne] 주문 1번이 접수되었습니다."));
  CHECK(in_row(town.get("/" + list + "/1"), "customerId") == "c1");
  CHECK(in_row(town.get("/" + list + "/1"), "orderId") == "1");
  WHEN("the order is gone") {
    REQUIRE(town.remove("/orders/1").status == 204);
    CHECK(town.get("/orders/1").status == 404);
    CHECK(in_row(town.get("/" + list + "/1"), "customerId") == "c1"); // K8
  }
}

SCENARIO("A41 A45 mealkit's marketing tells the seller, then the buyer",
         "[facades][mealkit][003-X1][003-X2][003-F5]") {
  brand_town town;
  sell_kit(town);
  const auto told = town.get("/notifications/1");
  INFO(told.body);
  CHECK(in_row(told, "orderId") == "1");
  CHECK(in_row(told, "message").find("주문 1번의 결제가 완료되었습니다.") != std::string::npos);
  CHECK(in_row(told, "status") == "Notified");
  for (const auto* unknown : {"email", "rcvPhoneNumber", "sndPhoneNumber"})
    CHECK(in_row(told, unknown) == "null");
  REQUIRE(town.patch("/deliveries/1", {{"status", "delivery completed"}}).status == 200);
  CHECK(in_list(town.get("/notifications"), "notifications", "orderId") == "1 1");
  CHECK(in_row(town.get("/notifications/2"), "message").find("배송이 완료되었습니다")
        != std::string::npos);
  CHECK(town.get("/notifications/3").status == 404);
}

SCENARIO("A41 marketing names the buyer's telephone number, where there is one",
         "[facades][mealkit][003-X1]") {
  brand_town town;
  sell_kit(town);
  const brand_town::headers json{{"content-type", "application/json"}};
  const auto placed =
    town.call(verb::post, "/api/v1/orders",
              R"({"brand":"mealkit","store_id":"mealkit-seller-s1","customer_id":"kim",)"
              R"("recipient":{"phone":"01012345678"},"payment":{"method":"card","token":"tok_ok"},)"
              R"("items":[{"item_id":"products-1","quantity":1}]})",
              json);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  const auto delivered =
    town.call(verb::post, "/api/v1/orders/" + in_row(placed, "order_id") + "/deliver", "{}", json);
  INFO(delivered.body);
  REQUIRE(delivered.status == 200);
  CHECK(in_row(town.get("/notifications/2"), "rcvPhoneNumber") == "null"); // It is for the seller.
  CHECK(in_row(town.get("/notifications/3"), "rcvPhoneNumber") == "01012345678");
}

SCENARIO("a brand's messages are reworded while it runs; older ones stay as they were",
         "[facades][mealkit][003-X2]") {
  brand_town town;
  sell_kit(town);
  const auto first = in_row(town.get("/notifications/1"), "message");
  CHECK(first.find("결제가 완료되었습니다") != std::string::npos);
  const auto reworded = town.call(verb::put, "/api/v1/brands/mealkit", R"({"messages":[
    {"what":"payment_approved","to":"seller","text":"[{store}] {order}번 {amount}, 보내 주세요"}]})",
                                  {{"content-type", "application/json"}});
  REQUIRE(reworded.status == 200);
  town.restart();
  REQUIRE(town.post("/orders", {{"productId", "1"}, {"userid", "hwang"}, {"qty", "1"}}).status
          == 201);
  CHECK(in_row(town.get("/notifications/2"), "message") == "[s1] 2번 10,000원, 보내 주세요");
  CHECK(in_row(town.get("/notifications/1"), "message") == first);
  const auto& letters = town.letters.letters();
  CHECK(std::count_if(letters.begin(), letters.end(), [](const auto& each) {
          return each.second.content.find("2번 10,000원, 보내 주세요") != std::string::npos;
        })
        == 1);
}

SCENARIO("a message that was refused is sent again by saying so", "[facades][mealkit][003-X1]") {
  brand_town town;
  town.letters.moods.refused = 1'000;
  sell_kit(town);
  CHECK(in_row(town.get("/notifications/1"), "status") == "dead");
  town.letters.moods.refused = 0;
  const auto say = [&](const char* word) {
    return town.patch("/notifications/1", {{"status", word}});
  };
  CHECK(problem_of(say("Forgotten")) == "422 value_invalid status");
  CHECK(town.patch("/notifications/9", {{"status", "Notified"}}).status == 404);
  const brand_town::headers json{{"content-type", "application/json"}};
  CHECK(problem_of(town.call(verb::patch, "/notifications/1", R"({"status":[]})", json))
        == "400 wrong_type status");
  const auto letters = town.letters.letters().size();
  CHECK(town.patch("/notifications/1", {{"message", "changed"}}).status == 200);
  CHECK(in_row(town.get("/notifications/1"), "status") == "dead");
  CHECK(say("notified").status == 200);
  CHECK(in_row(town.get("/notifications/1"), "status") == "Notified");
  CHECK(town.letters.letters().begin()->second.received == 1);
  CHECK(town.letters.letters().size() == letters);
  THEN("what was sent is not sent twice") {
    const auto again = say("Notified");
    CHECK(again.status == 200);
    CHECK(in_row(again, "status") == "Notified");
    CHECK(town.letters.letters().begin()->second.received == 1);
    CHECK(town.call(verb::put, "/notifications/1", "{}", json).status == 204);
  }
}

SCENARIO("a part that was given back before does not look cancelled (000-C1, M3)",
         "[facades][pizza][000-F8]") {
  brand_town town;
  const brand_town::headers json{{"content-type", "application/json"}};
  const auto placed =
    town.call(verb::post, "/api/v1/orders",
              R"({"brand":"pizza","store_id":"pizza-default","customer_id":"c1",)"
              R"("items":[{"item_id":"default-menu","quantity":2}],"address":{"text":"Seoul"},)"
              R"("payment":{"method":"card","token":"tok_1"}})",
              json);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  const auto order = "/api/v1/orders/" + in_row(placed, "order_id");
  const auto asked = [&](const std::string& command, const std::string& body) {
    return town.call(verb::post, order + "/" + command, body, json).status;
  };
  const std::string by = R"({"by":"store","store_id":"pizza-default",)";
  REQUIRE(asked("remove-item", by + R"("item_id":"default-menu","quantity":1,"reason":"no dough"})")
          == 200);
  REQUIRE(asked("cancel", by + R"("reason":"closed"})") == 200);
  const auto all = town.get("/notificationHistories");
  CHECK(in_list(all, "notificationHistories", "eventType")
        == "OrderPlaced PaymentApproved LineRemoved PaymentRefunded CancelRequested "
           "PaymentRefunded OrderCanceled");
  CHECK(in_list(all, "notificationHistories", "paymentState")
        == "PLACE PLACE PLACE PLACE CANCEL CANCEL CANCEL");
}
