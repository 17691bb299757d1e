#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/witnesses.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal::acceptance;
using baedal::drills::shop;

// The clients of dongne.

namespace {

/// The message of each row of the log of notifications.
std::string log_of(terminal& at) {
  std::string all;
  for (const auto& row : at.http({"GET", "localhost:8086/notificationLogs?size=200"})
                           .at("/_embedded/notificationLogs"))
    all += row.at("message").get<std::string>() + '\n';
  return all;
}

bool is_logged(terminal& at, const std::string& text) {
  return at.eventually([&] { return log_of(at).find(text) != std::string::npos; });
}

/// Types a PUT, without data where none is said, and checks the status word that it shows.
void put(terminal& at, const std::string& path, const std::string& word,
         const std::vector<std::string>& said = {}) {
  command line{"PUT", path};
  line.insert(line.end(), said.begin(), said.end());
  const auto done = at.http(line);
  INFO(path << ": " << done.body);
  CHECK(done.status == 200);
  CHECK(done.at("/status") == word);
}

} // namespace

SCENARIO("A80 A81 A82 A84 A85 A86 dongne on the command line", "[001-C1][001-C2][001-N3]") {
  shop of;
  terminal at{of};
  const auto placed = at.http(a80);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  at.becomes(":8082/storeOrders", "/_embedded/storeOrders/0/status", "주문됨"); // Unpaid.
  at.tells("dongne", 1, {"OrderPlaced"});
  at.becomes(":8082/foodCookings", "/_embedded/foodCookings/0/foodId", "뿌링클치킨");
  at.becomes(":8084/orderViews/1", "/orderStatus", "주문됨");
  CHECK(at.http({"PUT", ":8082/storeOrders/1/accept"}).status == 409);
  at.becomes(":8084/customers/c1", "/grade", "bronze");
  CHECK(at.http(a81).status == 201);
  at.becomes(":8082/storeOrders/1", "/status", "결재됨");
  at.becomes(":8084/orderViews/1", "/orderStatus", "결재됨");
  at.tells("dongne", 1, {"OrderPlaced", "Paid"});
  check_paid(of, "orders-1", 20000);
  put(at, ":8082/storeOrders/1/accept", "접수됨");
  at.becomes(":8084/orderViews/1", "/orderStatus", "접수됨");
  CHECK(is_logged(at, "주문 1번이 접수되었습니다."));
  put(at, ":8082/storeOrders/1/startcook", "요리시작");
  at.becomes(":8084/orderViews/1", "/orderStatus", "요리시작");
  CHECK(is_logged(at, "요리를 시작했습니다.")); // So the lists have come as far.
  at.becomes(":8083/deliveries", "/page/totalElements", 0);
  put(at, ":8082/storeOrders/1/finish-cook", "요리완료");
  at.becomes(":8083/deliveries", "/_embedded/deliveries/0/orderId", 1);
  at.becomes(":8083/deliveries/search/findByArea?area=영등포구", "/_embedded/deliveries/0/orderId",
             1);
  put(at, ":8083/deliveries/1/accept", "배송중", {"riderId=r1"});
  at.becomes(":8081/orders/1", "/status", "배송중");
  at.becomes(":8084/orderViews/1", "/orderStatus", "배송중");
  CHECK(at.http({"PUT", ":8083/deliveries/1/accept", "riderId=r2"}).status == 409);
  put(at, ":8083/deliveries/1/completeDelivery", "배송확정");
  at.becomes(":8084/customers/c1", "/grade", "silver");
  CHECK(is_logged(at, "회원 등급이"));
}

SCENARIO("A82 A83 A84 A85 A86 a store rejects one that is paid, and takes another by its other "
         "names",
         "[001-F11]") {
  shop of;
  terminal at{of};
  for (const std::string number : {"1", "2"}) {
    REQUIRE(at.http({":8081/orders", "foodId=1", "customerId=c1", "price=9000"}).status == 201);
    REQUIRE(at.http(retyped(a81, "orderId=1", "orderId=" + number)).status == 201);
  }
  WHEN("it rejects") {
    const auto rejected = at.http({"PUT", "http://localhost:8082/cookings/2/accept",
                                   "acceptOrNot=false", "rejectionReason=재료소진"});
    THEN("its customer gets the money, and reads why") {
      CHECK(rejected.status == 200);
      at.becomes(":8081/payments/2", "/status", "결재취소됨");
      check_paid_back(at, "orders-2", 9000);
      at.becomes(":8081/orders/2", "/rejectionReason", "재료소진");
      at.becomes(":8081/orders/2", "/status", "거절됨");
      check_paid(of, "orders-1", 9000); // Nobody rejected that one.
    }
  }
  WHEN("it takes one, and the customer confirms what a rider brings") {
    put(at, ":8082/foodCookings/1/accept", "접수됨", {"accept=true"});
    put(at, ":8082/cookings/1/start-cook", "요리시작");
    put(at, ":8082/cooks/1/finishcook", "요리완료");
    put(at, ":8083/deliveries/1/pick", "배송중", {"riderId=r1"});
    at.becomes(":8084/customers/c1", "/grade", "bronze");
    put(at, ":8083/deliveries/1/confirmdelivered", "배송확정");
    THEN("the deal is complete, and the grade one step higher") {
      CHECK(of.node().get("/api/v1/orders/orders-1").member("status") == "completed");
      at.becomes(":8084/orderViews/1", "/orderStatus", "배송확정");
      at.becomes(":8084/customers/c1", "/grade", "silver");
    }
  }
}

SCENARIO("A89 dongne's fifth order is placed, cancelled and looked up; its events name it both",
         "[000-C3][001-C3]") {
  shop of;
  terminal at{of};
  for (int number = 1; number <= 5; ++number)
    REQUIRE(at.http({":8081/orders", "foodId=1", "customerId=c1", "price=9000"}).status == 201);
  CHECK(at.http({"GET", ":8081/orders/5"}).at("/status") == "주문됨");
  CHECK(at.http({"DELETE", ":8081/orders/5"}).status == 204);
  CHECK(at.http({"GET", ":8081/orders/5"}).status == 404);
  at.tells("dongne", 5, {"OrderPlaced", "OrderCanceled"});
  at.becomes(":8081/orders", "/page/totalElements", 4);
}
