#include "tests/acceptance/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal::acceptance;
using baedal::drills::shop;

// The clients of hansik.

SCENARIO("A60 A63 A64 A65 hansik on the command line, in Korean") {
  shop of;
  terminal at{of};
  for (const auto& order : std::vector<std::vector<std::string>>{
         {"localhost:8081/orders", "item=통닭"},
         {"localhost:8081/orders", "item=통닭", "storeId=1"},
         {"localhost:8081/orders", "item=피자", "storeId=2"},
         {"localhost:8081/주문s", "품목=통닭", "수량=2", "가게=1"}}) {
    const auto placed = at.http(order);
    INFO(placed.body);
    REQUIRE(placed.status == 201);
    CHECK(placed.at("/상태") == "결제승인됨");
  }
  at.becomes("localhost:8083/주문처리s", "/page/totalElements", 4); // The store got them.
  CHECK(at.http({"localhost:8083/주문처리s", "orderId=1"}).status == 201);
  CHECK(at.http({"localhost:8081/orders/1"}).at("/상태") == "배달시작됨");
  CHECK(at.http({"localhost:8083/주문관리s/1"}).at("/상태") == "배달시작됨"); // 002-C1
  CHECK(at.http({"GET", "localhost:8084/통합주문상태s/1"}).at("/상태") == "배달시작됨");
  CHECK(at.http({"PATCH", "localhost:8081/orders/2", "상태=주문취소됨"}).status == 200);
  CHECK(at.http({"DELETE", "localhost:8081/orders/3"}).status == 204);
  for (const std::string number : {"2", "3"}) {
    at.becomes("localhost:8082/통합주문상태s/" + number, "/결제상태", "결제취소됨");
    CHECK(at.http({"GET", "localhost:8084/주문관리/" + number}).at("/상태") == "주문취소됨");
    CHECK(at.http({"localhost:8083/주문처리s", "orderId=" + number}).status == 409);
    const auto ours = of.node().get("/api/v1/orders/orders-" + number).body;
    CHECK(nlohmann::json::parse(ours).at("/delivery/status"_json_pointer) == "cancelled");
  }
}

SCENARIO("A66 food that is damaged on its way is paid back, and everybody is told") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"localhost:8081/orders", "item=통닭", "customerId=c1"}).status == 201);
  REQUIRE(at.http({"localhost:8083/주문처리s", "orderId=1"}).status == 201);
  CHECK(at.http({"PUT", "localhost:8088/deliveries/1/accident", "reason=파손"}).status == 200);
  CHECK(at.http({"localhost:8081/orders/1"}).at("/상태") == "주문취소됨");
  const auto ours = [&] {
    return nlohmann::json::parse(of.node().get("/api/v1/orders/orders-1").body);
  };
  baedal::support::eventually(std::chrono::seconds{10},
                              [&] { return ours().at("status") == "cancelled"; });
  CHECK(ours().at("cancelled_for") == "accident");
  CHECK(ours().at("payment").at("refunded") == ours().at("total"));
  baedal::support::eventually(std::chrono::seconds{10}, [&] {
    return of.node().get("/api/v1/orders/orders-1/notifications").body.find("accident_reported")
           != std::string::npos;
  });
  const auto told = of.node().get("/api/v1/orders/orders-1/notifications").body;
  CHECK(told.find("accident_reported") != std::string::npos);
  CHECK(told.find("파손") != std::string::npos);
}
