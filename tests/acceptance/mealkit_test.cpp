#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/witnesses.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace baedal::acceptance;
using baedal::drills::shop;

// The clients of mealkit.

namespace {

const std::string paid_text =
  "[s1] 주문 1번의 결제가 완료되었습니다. 결제 금액 30,000원, 발송을 준비해 주세요.";
const std::string brought_text =
  "[s1] 주문 1번 밀키트 배송이 완료되었습니다. 맛있는 한 끼 되세요!";

} // namespace

SCENARIO("A40 A41 A42 A43 A45 A46 mealkit on the command line", "[003-C]") {
  shop of;
  terminal at{of};
  REQUIRE(at.http(a40).status == 201);
  at.eventually([&] { return !topic(of, "mealkit").empty(); });
  CHECK(names_in_topic(of, "mealkit") == std::vector<std::string>{"ProductRegistered"});
  const auto placed = at.http(a41);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(placed.at("/status") == "delivery Requested");
  at.becomes("localhost:8088/products/1", "/qty", 7);
  at.becomes("localhost:8088/deliveries/1", "/status", "delivery started");
  at.becomes("localhost:8088/payments", "/_embedded/payments/0/orderId", 1);
  at.becomes("localhost:8088/payments/search/findByOrderId?orderId=1",
             "/_embedded/payments/0/status", "order confirmed!!");
  at.becomes("localhost:8088/mypages", "/_embedded/mypages/0/status", "delivery Requested");
  at.becomes("localhost:8088/mypages", "/_embedded/mypages/0/userid", "hwang");
  at.becomes("localhost:8088/notifications/1", "/status", "Notified");
  const auto notice = at.becomes("localhost:8088/notifications/1", "/orderId", 1);
  CHECK(notice.at("/message") == paid_text);
  using by_audience = std::map<std::string, std::string>;
  CHECK(told_of(of, "orders-1", "payment_approved") == by_audience{{"seller", paid_text}});
  WHEN("it is delivered") {
    const auto done =
      at.http({"PATCH", "localhost:8088/deliveries/1", "status=delivery completed"});
    CHECK(done.status == 200);
    at.becomes("localhost:8088/orders/1", "/status", "delivery completed");
    at.becomes("localhost:8088/mypages/1", "/status", "delivery completed");
    const auto last = at.becomes("localhost:8088/notifications/2", "/status", "Notified");
    CHECK(last.at("/orderId") == 1);
    CHECK(last.at("/message") == brought_text);
    CHECK(told_of(of, "orders-1", "delivery_completed") == by_audience{{"customer", brought_text}});
    const std::set<std::string> life{"ProductRegistered", "Ordered",         "PaymentCompleted",
                                     "DeliveryRequested", "ProductModified", "DeliveryCompleted"};
    const auto told = [&] {
      const auto names = names_in_topic(of, "mealkit");
      return std::set<std::string>{names.begin(), names.end()};
    };
    at.eventually([&] { return told() == life; });
    CHECK(told() == life);
  }
  WHEN("it is cancelled") {
    CHECK(at.http({"PATCH", "localhost:8088/orders/1", "status=Order Cancelled"}).status == 200);
    at.becomes("localhost:8088/payments/1", "/status", "Payment Cancelled");
    check_paid_back(at, "orders-1", 30000);
    at.becomes("localhost:8088/deliveries/1", "/status", "delivery Cancelled");
    at.becomes("localhost:8088/products/1", "/qty", 10);
    at.becomes("localhost:8088/mypages/1", "/status", "Order Cancelled");
  }
}
