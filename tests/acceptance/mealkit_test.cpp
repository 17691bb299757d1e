#include "tests/acceptance/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace baedal::acceptance;
using baedal::drills::shop;

// The clients of mealkit.

SCENARIO("A40 A41 A42 A43 A45 A46 mealkit on the command line", "[003-C]") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"POST", "localhost:8088/products", "prodNm=밀키트", "sellerId=s1", "qty=10"})
            .status
          == 201);
  baedal::support::eventually(std::chrono::seconds{10},
                              [&] { return !topic(of, "mealkit").empty(); });
  CHECK(names_in_topic(of, "mealkit") == std::vector<std::string>{"ProductRegistered"});
  const auto placed = at.http(
    {"POST", "localhost:8088/orders", "productId=1", "userid=hwang", "qty=3", "address=seoul"});
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
  at.becomes("localhost:8088/notifications/1", "/orderId", 1);
  WHEN("it is delivered") {
    const auto done =
      at.http({"PATCH", "localhost:8088/deliveries/1", "status=delivery completed"});
    CHECK(done.status == 200);
    at.becomes("localhost:8088/orders/1", "/status", "delivery completed");
    at.becomes("localhost:8088/mypages/1", "/status", "delivery completed");
    at.becomes("localhost:8088/notifications/2", "/status", "Notified"); // The buyer's.
    const std::set<std::string> life{"ProductRegistered", "Ordered",         "PaymentCompleted",
                                     "DeliveryRequested", "ProductModified", "DeliveryCompleted"};
    const auto told = [&] {
      const auto names = names_in_topic(of, "mealkit");
      return std::set<std::string>{names.begin(), names.end()};
    };
    baedal::support::eventually(std::chrono::seconds{10}, [&] { return told() == life; });
    CHECK(told() == life);
  }
  WHEN("it is cancelled") {
    CHECK(at.http({"PATCH", "localhost:8088/orders/1", "status=Order Cancelled"}).status == 200);
    at.becomes("localhost:8088/payments/1", "/status", "Payment Cancelled");
    at.becomes("localhost:8088/deliveries/1", "/status", "delivery Cancelled");
    at.becomes("localhost:8088/products/1", "/qty", 10);
    at.becomes("localhost:8088/mypages/1", "/status", "Order Cancelled");
  }
}
