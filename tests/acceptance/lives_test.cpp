#include "tests/acceptance/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal::acceptance;
using baedal::drills::shop;

// Whole lives on the command line, of the brands whose paths are in Korean or many.

SCENARIO("A80 A81 A82 A83 A85 A86 dongne on the command line (001-S1 to 001-S4)") {
  shop of;
  terminal at{of};
  const auto placed = at.http({"localhost:8081/orders", "foodId=1", "options=맵게", "customerId=c1",
                               "address=서울", "price=9000"});
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(placed.at("/status") == "주문됨");
  const auto put = [&](const std::string& path, const std::string& word,
                       const std::string& said = "x=y") {
    const auto done = at.http({"PUT", "localhost:" + path, said});
    INFO(path << ": " << done.body);
    CHECK(done.status == 200);
    CHECK(done.at("/status") == word);
  };
  put("8082/payments/1/pay", "결재됨");
  put("8083/storeOrders/1/accept", "접수됨");
  put("8083/foodCookings/1/start", "요리시작");
  put("8083/foodCookings/1/finish", "요리완료");
  put("8084/deliveries/1/pick", "배송중", "riderId=r1");
  put("8084/deliveries/1/confirm", "배송확정");
  CHECK(at.http({"GET", "localhost:8085/mypages/1"}).at("/orderStatus") == "배송확정");
  CHECK(at.eventually({"GET", "localhost:8086/notificationLogs/1"}, shows("/orderId", 1))
          .at("/customerId")
        == "c1");
  WHEN("a store rejects one that is paid") {
    REQUIRE(at.http({"localhost:8081/orders", "foodId=1", "customerId=c1", "price=9000"}).status
            == 201);
    put("8082/payments/2/pay", "결재됨");
    put("8083/storeOrders/2/reject", "거절됨", "reason=재료소진");
    const auto gone = at.eventually({"GET", "localhost:8082/payments/2"},
                                    shows("/status", "결재취소됨"));
    CHECK(gone.at("/status") == "결재취소됨");
    CHECK(at.http({"GET", "localhost:8081/orders/2"}).at("/rejectionReason") == "재료소진");
  }
  WHEN("one is deleted") {
    REQUIRE(at.http({"localhost:8081/orders", "foodId=1", "customerId=c1", "price=9000"}).status
            == 201);
    CHECK(at.http({"DELETE", "localhost:8081/orders/2"}).status == 204);
    CHECK(at.http({"GET", "localhost:8081/orders/2"}).status == 404);
  }
}

SCENARIO("A40 A41 A42 A43 A45 mealkit on the command line (003-S1 to 003-S5)") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"POST", "localhost:8085/products", "prodNm=밀키트", "sellerId=s1", "qty=10"})
            .status
          == 201);
  const auto placed = at.http(
    {"POST", "localhost:8088/orders", "productId=1", "userid=hwang", "qty=3", "address=seoul"});
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(at.eventually({"GET", "localhost:8085/products/1"}, shows("/qty", 7)).at("/qty") == 7);
  CHECK(at.eventually({"GET", "localhost:8086/notifications/1"}, shows("/status", "Notified"))
          .at("/orderId")
        == 1);
  WHEN("it is delivered") {
    const auto done =
      at.http({"PATCH", "localhost:8083/deliveries/1", "status=delivery completed"});
    CHECK(done.status == 200);
    CHECK(at.http({"GET", "localhost:8081/orders/1"}).at("/status") == "delivery completed");
    CHECK(at.eventually({"GET", "localhost:8087/mypages/1"},
                        shows("/status", "delivery completed"))
            .at("/userid")
          == "hwang");
  }
  WHEN("it is cancelled") {
    CHECK(at.http({"PATCH", "localhost:8081/orders/1", "status=Order Cancelled"}).status == 200);
    const auto back =
      at.eventually({"GET", "localhost:8082/payments/1"}, shows("/status", "Payment Cancelled"));
    CHECK(back.at("/status") == "Payment Cancelled");
    CHECK(at.eventually({"GET", "localhost:8085/products/1"}, shows("/qty", 10)).at("/qty") == 10);
  }
}

SCENARIO("A60 A63 A64 A65 hansik on the command line, in Korean (002-S1 to 002-S4)") {
  shop of;
  terminal at{of};
  for (const auto* path : {"localhost:8081/주문s", "localhost:8081/orders"})
    REQUIRE(at.http({"POST", path, "품목=통닭", "수량=2", "가게=1"}).status == 201);
  CHECK(at.http({"POST", "localhost:8083/주문처리s", "orderId=1"}).status == 201);
  CHECK(at.http({"GET", "localhost:8084/통합주문상태s/1"}).at("/상태") == "배달시작됨");
  CHECK(at.http({"PATCH", "localhost:8081/orders/2", "상태=주문취소됨"}).status == 200);
  const auto back = at.eventually({"GET", "localhost:8082/통합주문상태s/2"},
                                  shows("/결제상태", "결제취소됨"));
  CHECK(back.at("/결제상태") == "결제취소됨");
  CHECK(at.http({"GET", "localhost:8084/주문관리/2"}).at("/상태") == "주문취소됨");
}
