#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/witnesses.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal::acceptance;
using baedal::drills::shop;

// The clients of hansik.

namespace {

/// An order as `/api/v1` shows it.
nlohmann::json ours(const shop& of, const std::string& order) {
  return nlohmann::json::parse(of.node().get("/api/v1/orders/" + order).body);
}

} // namespace

SCENARIO("A60 A63 A64 A65 hansik on the command line, in Korean") {
  shop of;
  terminal at{of};
  for (const auto& order : std::vector<command>{
         a60,
         {"localhost:8081/orders", "item=통닭", "storeId=1"},
         {"localhost:8081/orders", "item=피자", "storeId=2"},
         {"localhost:8081/주문s", "품목=통닭", "수량=2", "가게=1"}}) {
    const auto placed = at.http(order);
    INFO(placed.body);
    REQUIRE(placed.status == 201);
    CHECK(placed.at("/상태") == "결제승인됨");
  }
  at.becomes("localhost:8083/주문처리s", "/page/totalElements", 4); // The store got them.
  CHECK(at.http(a63).status == 201);
  CHECK(at.http({"localhost:8081/orders/1"}).at("/상태") == "배달시작됨");
  CHECK(at.http({"localhost:8083/주문관리s/1"}).at("/상태") == "배달시작됨"); // 002-C1
  CHECK(at.http({"GET", "localhost:8084/통합주문상태s/1"}).at("/상태") == "배달시작됨");
  for (const auto* order : {"orders-2", "orders-3"}) // A delivery is to be cancelled with them.
    CHECK(ours(of, order).at("delivery").at("status") == "waiting");
  CHECK(at.http({"PATCH", "localhost:8081/orders/2", "상태=주문취소됨"}).status == 200);
  CHECK(at.http({"DELETE", "localhost:8081/orders/3"}).status == 204);
  for (const std::string number : {"2", "3"}) {
    at.becomes("localhost:8082/통합주문상태s/" + number, "/결제상태", "결제취소됨");
    CHECK(at.http({"GET", "localhost:8084/주문관리/" + number}).at("/상태") == "주문취소됨");
    CHECK(at.http({"localhost:8083/주문처리s", "orderId=" + number}).status == 409);
    CHECK(ours(of, "orders-" + number).at("delivery").at("status") == "cancelled");
    check_paid_back(at, "orders-" + number, 10000);
  }
}

SCENARIO("A66 food that is damaged on its way is paid back, and everybody is told") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"localhost:8081/orders", "item=통닭", "customerId=c1"}).status == 201);
  REQUIRE(at.http(a63).status == 201);
  CHECK(at.http({"PUT", "localhost:8088/deliveries/1/accident", "reason=파손"}).status == 200);
  CHECK(at.http({"localhost:8081/orders/1"}).at("/상태") == "주문취소됨");
  at.eventually([&] { return ours(of, "orders-1").at("status") == "cancelled"; });
  const auto order = ours(of, "orders-1");
  CHECK(order.at("status") == "cancelled");
  CHECK(order.at("cancelled_for") == "accident");
  CHECK(order.at("payment").at("refunded") == order.at("total"));
  check_paid_back(at, "orders-1", 10000);
  const auto told = [&] { return told_of(of, "orders-1", "accident_reported"); };
  at.eventually([&] { return told().size() == 3; });
  const std::map<std::string, std::string> all{
    {"customer", "[hansik] 배달 중 사고로 1번 주문을 취소하고 전액을 환불합니다. 사유: 파손"},
    {"store", "주문 1번이 배달 중 사고로 취소되었습니다. 사유: 파손"},
    {"ops", "사고: hansik 주문 1번. 사유: 파손"}};
  CHECK(told() == all);
}
