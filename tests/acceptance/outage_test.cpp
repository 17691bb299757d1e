#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/witnesses.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal::acceptance;
using baedal::drills::shop;

// What the clients of all brands see while something that their orders need is away.

namespace {

/// While this is armed nothing gets into a list.
const std::string lists_stay = "/api/v1/ops/failpoints/projection.breaks_before_commit";

/// The numbers of the orders in a list, in its order.
std::vector<int> numbers_in(const shown& list, const std::string& collection) {
  std::vector<int> numbers;
  for (const auto& row : list.at("/_embedded/" + collection))
    numbers.push_back(row.at("orderId"));
  return numbers;
}

/// Waits until the list has these orders, each once, and checks that it has.
void lists(terminal& at, const std::string& collection, const std::vector<int>& numbers) {
  const command look{"GET", "localhost:8083/" + collection};
  const auto list = at.eventually(
    look, [&](const shown& seen) { return numbers_in(seen, collection) == numbers; });
  INFO(collection);
  CHECK(numbers_in(list, collection) == numbers);
  CHECK(list.status == 200);
  CHECK(list.at("/page/totalElements") == numbers.size());
}

} // namespace

SCENARIO("A11 A47 A61 without the payment there is no order; with it there is again") {
  shop of;
  terminal at{of};
  REQUIRE(at.http(a40).status == 201);
  of.kill_sandbox();
  for (const auto& line : {a1, a41, a60}) {
    const auto refused = at.http(line);
    INFO(line.front() << ' ' << line.at(1) << ": " << refused.body);
    CHECK(refused.status == 503);
    CHECK_FALSE(refused.header("Retry-After").empty());
    CHECK(refused.header("Location") == "");
  }
  for (const auto* row : {"pizzaOrders/1", "orders/1", "orders/2"}) // Computed, so never late.
    CHECK(at.http({"GET", std::string{"localhost:8081/"} + row}).status == 404);
  for (const auto* list : {"localhost:8081/pizzaOrders", "localhost:8081/orders"})
    CHECK(at.http({"GET", list}).at("/page/totalElements") == 0);
  CHECK(at.http({"GET", "localhost:8088/products/1"}).at("/qty") == 10);
  of.start_sandbox();
  for (const auto& line : {a1, a41, a60}) {
    const auto again = at.eventually(line, [](const shown& seen) { return seen.status == 201; });
    INFO(line.front() << ' ' << line.at(1) << ": " << again.body);
    CHECK(again.status == 201);
  }
  // And none of those before, which the lists would have got earlier.
  at.becomes("localhost:8081/orders", "/page/totalElements", 2);
  at.becomes("localhost:8081/pizzaOrders", "/page/totalElements", 1);
  at.becomes("localhost:8088/products/1", "/qty", 7);
}

SCENARIO("A12 A28 A62 orders are taken while the stores are held down, and the store sees them "
         "afterwards (000-N2, 001-N1, 002-N2, 002-C7, 004-N3)",
         "[000-I6]") {
  shop of;
  terminal at{of, {"--allow-drills"}};
  REQUIRE(of.suspend("core/entities/stores").status == 200);
  REQUIRE(of.node().put(lists_stay, "{}").status == 200);
  REQUIRE(at.http(a1).status == 201);
  REQUIRE(at.http(a21).status == 201);
  REQUIRE(at.http(a22).at("/payStatus") == "PAYED");
  REQUIRE(at.http(a60).status == 201);
  REQUIRE(at.http(a80).status == 201);
  REQUIRE(at.http(retyped(a81, "orderId=1", "orderId=3")).status == 201);
  GIVEN("orders that stand paid while no store and no list of its orders is there") {
    CHECK(at.http({"GET", "localhost:8082/paymentHistories/1"}).at("/state") == "PLACE");
    CHECK(at.http({"GET", "localhost:8081/orders/1"}).at("/orderStatus") == "PAYED");
    CHECK(at.http({"GET", "localhost:8081/orders/2"}).at("/상태") == "결제승인됨");
    CHECK(at.http({"GET", "localhost:8081/orders/3"}).at("/status") == "결재됨");
    for (const auto* order : {"pizzaOrders-1", "orders-1", "orders-2", "orders-3"})
      CHECK(of.node().get(std::string{"/api/v1/orders/"} + order).member("status") == "paid");
    for (const auto* list : {"orderDeliveries", "stores", "주문처리s", "storeOrders"})
      lists(at, list, {});
    WHEN("the stores are back") {
      REQUIRE(of.node().remove(lists_stay).status == 200);
      REQUIRE(of.resume("core/entities/stores").status == 200);
      THEN("each order is in its owner's view, once, and goes on from there") {
        lists(at, "orderDeliveries", {1});
        lists(at, "stores", {1});
        lists(at, "주문처리s", {2});
        lists(at, "storeOrders", {3});
        check_paid(of, "pizzaOrders-1", 10000);
        check_paid(of, "orders-1", 21000);
        check_paid(of, "orders-2", 10000);
        check_paid(of, "orders-3", 20000);
        CHECK(at.http({"GET", "localhost:8083/orderDeliveries/1"}).at("/orderState")
              == "PizzaProductionReady");
        CHECK(at.http({"GET", "localhost:8083/stores/1"}).at("/orderStatus") == "ORDER PAYED");
        CHECK(at.http(retyped(a63, "orderId=1", "orderId=2")).status == 201);
        CHECK(at.http({"GET", "localhost:8081/orders/2"}).at("/상태") == "배달시작됨");
        CHECK(at.http({"PUT", ":8082/storeOrders/3/accept"}).at("/status") == "접수됨");
      }
    }
  }
}
