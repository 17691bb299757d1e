#include "http/openapi.hpp"
#include "tests/http/facades/brand_town.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>
#include <sstream>

using namespace baedal;
using namespace baedal::http;

SCENARIO("A40 A41 A42 A46 a product is sold, paid and sent",
         "[facades][mealkit][003-F1][003-F2][003-F3][003-F4][003-V2][003-V5][003-F7][003-F8]"
         "[003-F9][003-V1][003-V3][003-V4][K4][K7][K16][M4.2][M4.9][M5.7]") {
  brand_town town;
  const auto product =
    town.post("/products", {{"prodNm", "밀키트"}, {"sellerId", "s1"}, {"qty", "10"}});
  INFO(product.body);
  REQUIRE(product.status == 201);
  CHECK(product.header("Location") == "http://localhost:8081/products/1");
  const brand_town::members wanted{
    {"productId", "1"}, {"userid", "hwang"}, {"qty", "3"}, {"address", "seoul"}};
  const auto placed = town.post("/orders", wanted);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(in_row(placed, "status") == "delivery Requested");
  CHECK(in_row(placed, "userid") == "hwang");
  CHECK(in_row(town.get("/products/1"), "qty") == "7");
  CHECK(in_row(town.get("/payments/1"), "status") == "order confirmed!!");
  CHECK(in_list(town.get("/payments/search/findByOrderId?orderId=1"), "payments", "orderId")
        == "1");
  CHECK(in_list(town.get("/mypages/search/findByUserid?userid=hwang"), "mypages", "status")
        == "delivery Requested");
  CHECK(in_row(town.get("/deliveries/1"), "status") == "delivery started");
  const auto stock_told = [&] {
    std::string told;
    const auto topic = town.get("/api/v1/events?topic=mealkit");
    std::istringstream lines{topic.body};
    for (std::string line; std::getline(lines, line);)
      if (const auto event = nlohmann::json::parse(line);
          event.at("eventType").get<std::string>().starts_with("Product"))
        told += event.at("eventType").get<std::string>() + event.at("id").dump() + "="
                + event.at("qty").dump() + " ";
    return told;
  };
  CHECK(stock_told() == "ProductRegistered1=10 ProductModified1=7 ");
  WHEN("A43 it is cancelled") {
    const auto cancelled = town.patch("/orders/1", {{"status", "Order Cancelled"}});
    CHECK(cancelled.status == 200);
    CHECK(in_row(town.get("/payments/1"), "status") == "Payment Cancelled");
    CHECK(in_row(town.get("/deliveries/1"), "status") == "delivery Cancelled");
    CHECK(in_row(town.get("/products/1"), "qty") == "10");
    CHECK(stock_told().ends_with("ProductModified1=10 "));
    CHECK(in_list(town.get("/mypages"), "mypages", "status") == "Order Cancelled");
  }
  WHEN("A45 the member has it") {
    CHECK(town.patch("/deliveries/1", {{"status", "delivery completed"}}).status == 200);
    CHECK(in_row(town.get("/orders/1"), "status") == "delivery completed");
  }
  WHEN("more is wanted than there is") {
    auto many = wanted;
    many[2].second = "8";
    CHECK(problem_of(town.post("/orders", many)) == "409 sold_out");
  }
  WHEN("A47 the payment is away") {
    town.payments.moods.away = 1'000;
    CHECK(town.post("/orders", wanted).status == 503);
    CHECK(in_row(town.get("/products/1"), "qty") == "7");
    CHECK(in_row(town.get("/orders"), "page/totalElements") == "1");
  }
  WHEN("A49 the product is not named rightly") {
    CHECK(town.post("/orders", {{"prodId", "1"}, {"qty", "5"}}).status == 201);
  }
  WHEN("the stock is changed") {
    CHECK(in_row(town.patch("/products/1", {{"qty", "50"}}), "qty") == "50");
    CHECK(in_list(town.get("/products"), "products", "prodNm") == "밀키트");
    CHECK(town.get("/products/2").status == 404);
  }
}

SCENARIO("members of mealkit are customers, and come into being by being named",
         "[facades][mealkit][003-F2]") {
  brand_town town;
  const auto joined =
    town.post("/members", {{"userid", "hwang"}, {"name", "황"}, {"phoneNumber", "01012345678"}});
  INFO(joined.body);
  REQUIRE(joined.status == 201);
  CHECK(joined.header("Location") == "http://localhost:8081/members/hwang");
  CHECK(in_row(joined, "userid") == "hwang");
  CHECK(in_row(joined, "phone") == "01012345678");
  CHECK(in_row(joined, "address") == "null");
  CHECK(in_row(joined, "grade") == "bronze");
  CHECK(in_row(joined, "_links/member/href") == "http://localhost:8081/members/hwang");
  CHECK(in_row(town.get("/customers/hwang"), "customerId") == "hwang");
  const auto moved = town.patch("/members/hwang", {{"address", "seoul"}});
  CHECK(in_row(moved, "name") == "황");
  CHECK(in_row(town.get("/members/hwang/"), "address") == "seoul");
  WHEN("the member joins again") {
    CHECK(in_row(town.post("/members", {{"userid", "hwang"}}), "name") == "황");
  }
  WHEN("everything is stated anew") {
    const auto anew = town.put("/members/hwang", {{"name", "Hwang"}});
    CHECK(in_row(anew, "name") == "Hwang");
    CHECK(in_row(anew, "address") == "null");
  }
  WHEN("something is wrong") {
    CHECK(problem_of(town.post("/members", {{"name", "x"}})) == "422 value_invalid userid");
    CHECK(problem_of(town.post("/members", {{"userid", "a/b"}})) == "422 value_invalid userid");
    CHECK(problem_of(town.post("/members", {{"memberId", "m"}, {"name", std::string(201, 'x')}}))
          == "422 value_invalid name");
    CHECK(problem_of(town.call(verb::patch, "/members/hwang", R"({"phone":{}})",
                               {{"content-type", "application/json"}}))
          == "400 wrong_type phone");
    CHECK(town.patch("/members/nobody", {{"name", "x"}}).status == 404);
    CHECK(town.get("/members/nobody").status == 404);
  }
}

SCENARIO("A60 A63 A64 a dish is ordered, cooked and on its way",
         "[facades][hansik][002-F1][002-F4][002-F7][002-C1][002-X2a][K20][002-F2][002-F3]"
         "[002-N4][002-C2][K4][K16][M4.6]") {
  brand_town town;
  const auto placed = town.post("/orders", {{"item", "통닭"}, {"storeId", "1"}});
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(in_row(placed, "item") == "통닭");
  CHECK(in_row(placed, "상태") == "결제승인됨");
  CHECK(in_list(town.get("/%EC%A3%BC%EB%AC%B8%EC%B2%98%EB%A6%ACs"), "주문처리s", "orderId") == "1");
  CHECK(in_row(town.get("/popularMenuLists"), "_embedded/popularMenuLists/0/orders") == "absent");
  const auto handled = town.post("/%EC%A3%BC%EB%AC%B8%EC%B2%98%EB%A6%ACs", {{"orderId", "1"}});
  INFO(handled.body);
  CHECK(handled.status == 201);
  CHECK(handled.header("Location")
        == "http://localhost:8081/%EC%A3%BC%EB%AC%B8%EC%B2%98%EB%A6%ACs/1");
  CHECK(in_row(town.get("/orders/1"), "상태") == "배달시작됨");
  CHECK(in_row(town.get("/popularMenuLists"), "_embedded/popularMenuLists/0/orders") == "1");
  CHECK(problem_of(town.patch("/orders/1", {{"status", "취소"}})) == "409 too_late_to_cancel");
  WHEN("A66 the food is damaged on its way") {
    const auto damaged = town.put("/deliveries/1/accident", {{"reason", "파손"}});
    CHECK(damaged.status == 200);
    CHECK(in_row(town.get("/orders/1"), "상태") == "주문취소됨");
    CHECK(town.payments.books().at(order_id{"orders-1"}).refunded == money{10'000});
  }
}

SCENARIO("A61 a dish that is not paid does not come into being", "[facades][hansik][002-N1]") {
  brand_town town;
  town.payments.moods.away = 1'000;
  CHECK(town.post("/orders", {{"item", "통닭"}}).status == 503);
  CHECK(town.get("/orders/1").status == 404);
  CHECK(in_row(town.get("/orders"), "page/totalElements") == "0");
}

SCENARIO("A65 a dish is cancelled before it is cooked",
         "[facades][hansik][002-F5][K7]") {
  brand_town town;
  REQUIRE(town.post("/orders", {{"item", "피자"}}).status == 201);
  CHECK(town.remove("/orders/1").status == 204);
  CHECK(in_row(town.get("/orders/1"), "상태") == "주문취소됨");
  CHECK(in_row(town.get("/%EA%B2%B0%EC%A0%9C%EC%9D%B4%EB%A0%A5s/1"), "행위") == "결제취소됨");
}

SCENARIO("A80 A81 A82 A84 A85 A86 from the order to the grade",
         "[facades][dongne][001-F1][001-F2][001-F3][001-F5][001-F7][001-F8][001-F11][001-X2]"
         "[001-F9][K2][K4][K5][M4.3][M4.7][M4.8][M5.4][M5.5]") {
  brand_town town;
  const auto placed = town.post("/orders", {{"foodId", "뿌링클치킨"},
                                            {"customerId", "c1"},
                                            {"options", "문앞"},
                                            {"address", "영등포구"},
                                            {"qty", "2"},
                                            {"status", "주문됨"}});
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(in_row(placed, "status") == "주문됨");
  CHECK(in_list(town.get("/storeOrders"), "storeOrders", "status") == "주문됨");
  CHECK(in_list(town.get("/foodCookings"), "foodCookings", "foodId") == "뿌링클치킨");
  CHECK(in_row(town.get("/orderViews/1"), "orderStatus") == "주문됨");
  CHECK(in_row(town.get("/customers/c1"), "grade") == "bronze");
  CHECK(problem_of(town.put("/storeOrders/1/accept")) == "409 state_conflict");
  CHECK(town.post("/payments", {{"orderId", "1"}}).status == 201);
  CHECK(in_row(town.get("/storeOrders/1"), "status") == "결재됨");
  CHECK(town.put("/storeOrders/1/accept").status == 200);
  CHECK(in_row(town.put("/storeOrders/1/startcook"), "status") == "요리시작");
  const auto yongsan = "/deliveries/search/findByArea?area=%EC%9A%A9%EC%82%B0";
  CHECK(in_list(town.get("/deliveries"), "deliveries", "orderId").empty());
  CHECK(in_list(town.get(yongsan), "deliveries", "orderId").empty());
  CHECK(in_row(town.put("/storeOrders/1/finish-cook"), "status") == "요리완료");
  CHECK(in_list(town.get("/deliveries"), "deliveries", "orderId") == "1");
  CHECK(in_list(town.get(yongsan), "deliveries", "orderId") == "1");
  CHECK(problem_of(town.get("/deliveries/search/findByArea")) == "422 value_invalid area");
  const auto picked = town.put("/deliveries/1/accept", {{"riderId", "r1"}});
  INFO(picked.body);
  CHECK(picked.status == 200);
  CHECK(in_row(picked, "riderId") == "r1");
  CHECK(problem_of(town.put("/deliveries/1/pick", {{"riderId", "r2"}})) == "409 already_claimed");
  CHECK(problem_of(town.put("/deliveries/1/accident", {{"reason", "파손"}}))
        == "409 state_conflict"); // Not in this brand's policy.
  CHECK(in_row(town.put("/deliveries/1/completeDelivery"), "status") == "배송확정");
  CHECK(in_row(town.get("/customers/c1"), "grade") == "silver");
}

SCENARIO("A84 riders find what is cooked in their area, and in none", "[facades][dongne][001-F7]") {
  brand_town town;
  REQUIRE(town
            .call(verb::put, "/api/v1/stores/dongne-north",
                  R"({"brand":"dongne","name":"North","area":"north"})", {})
            .status
          == 201);
  for (const std::string store : {"dongne-north", "any"}) {
    REQUIRE(town.post("/orders", {{"foodId", "f"}, {"storeId", store}}).status == 201);
    const std::string number = store == "any" ? "2" : "1";
    REQUIRE(town.put("/payments/" + number + "/pay").status == 200);
    REQUIRE(town.put("/cookings/" + number + "/accept").status == 200);
    REQUIRE(town.put("/cookings/" + number + "/start").status == 200);
    REQUIRE(town.put("/cookings/" + number + "/finish").status == 200);
  }
  const auto found = [&](const std::string& search) {
    return in_list(town.get("/deliveries/search/" + search), "deliveries", "orderId");
  };
  CHECK(found("findByArea?area=north") == "1 2");
  CHECK(found("findByArea?area=south") == "2");
  CHECK(found("findByOrderId?orderId=1") == "1");
  CHECK(found("findByOrderId?orderId=3").empty());
}

SCENARIO("A83 a rejection says why and pays back", "[facades][dongne][001-F4][M4.4]") {
  brand_town town;
  REQUIRE(town.post("/orders", {{"foodId", "f"}}).status == 201);
  REQUIRE(town.put("/payments/1/pay").status == 200);
  const auto rejected =
    town.put("/cookings/1/accept", {{"acceptOrNot", "false"}, {"rejectionReason", "재료소진"}});
  CHECK(rejected.status == 200);
  CHECK(in_row(town.get("/orders/1"), "rejectionReason") == "재료소진");
  CHECK(in_row(town.get("/orders/1"), "status") == "거절됨");
  CHECK(town.payments.books().at(order_id{"orders-1"}).refunded > money{0});
}

SCENARIO("A89 a cancelled order leaves the collection (K8)",
         "[facades][dongne][001-F6][001-C3][000-C3][001-C4][K7]") {
  brand_town town;
  REQUIRE(town.post("/orders", {{"foodId", "f"}}).status == 201);
  CHECK(town.remove("/orders/1").status == 204);
  CHECK(town.get("/orders/1").status == 404);
  CHECK(town.get("/orders/1").body.empty());
  CHECK(in_row(town.get("/orders"), "page/totalElements") == "0");
  CHECK(in_row(town.get("/api/v1/orders/orders-1/history"), "events/0/type") == "order_placed");
}

SCENARIO("A92 K11 one collection shows all brands' rows, each in its own shape", "[facades]") {
  brand_town town;
  REQUIRE(town.post("/orders", {{"foodId", "f"}}).status == 201);
  REQUIRE(town.post("/orders", {{"item", "통닭"}}).status == 201);
  REQUIRE(town.post("/orders", {{"menuId", "1"}, {"menuCount", "1"}}).status == 201);
  REQUIRE(town.post("/orders", {{"qty", "1"}}, {{"x-brand", "mealkit"}}).status == 201);
  const auto all = town.get("/orders");
  CHECK(in_row(all, "page/size") == "20");
  CHECK(in_row(all, "page/totalElements") == "4");
  CHECK(in_list(all, "orders", "foodId") == "f null null null");
  CHECK(in_list(all, "orders", "item") == "null 통닭 null null");
  const auto dongne = town.get("/orders", {{"x-brand", "dongne"}});
  CHECK(in_row(dongne, "page/totalElements") == "1");
  CHECK(town.get("/orders/2", {{"x-brand", "dongne"}}).status == 404);
  CHECK(problem_of(town.get("/orders", {{"x-brand", "nobody"}})) == "422 value_invalid X-Brand");
  const auto second = town.get("/orders?page=1&size=3");
  CHECK(in_row(second, "page/totalPages") == "2");
  CHECK(in_row(second, "_links/prev/href") == "http://localhost:8081/orders?page=0&size=3");
  CHECK(in_list(town.get("/orders?sort=id,desc&size=1"), "orders", "_links/self/href")
        == "http://localhost:8081/orders/4");
  CHECK(in_row(town.get("/"), "_links/orders/href") == "http://localhost:8081/orders");
}

SCENARIO("every route stands in exactly one of the two contracts", "[facades]") {
  open_api api;
  std::set<std::string> served;
  for (const auto* row : api.desk->routes().routes())
    served.insert(std::string{to_string(row->method)} + " " + row->pattern);
  std::multiset<std::string> written;
  std::set<std::string> ids;
  for (const auto* path : {"/openapi.json", "/openapi-facades.json"}) {
    const auto document = nlohmann::json::parse(api.get(path).body);
    for (const auto& [pattern, methods] : document["paths"].items())
      for (const auto& [method, operation] : methods.items()) {
        std::string word = method;
        for (auto& c : word)
          c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        written.insert(word + " " + pattern);
        CHECK(ids.insert(operation["operationId"].get<std::string>()).second);
        CHECK_FALSE(operation["responses"].empty());
      }
  }
  served.insert("GET /openapi-facades.json");
  const std::set<std::string> once(written.begin(), written.end());
  CHECK(once.size() == written.size());
  std::set<std::string> described = once;
  described.insert("GET /openapi-facades.json");
  CHECK(described == served);
}
