#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/witnesses.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal::acceptance;
using baedal::drills::shop;

// The clients of pizza.

namespace {

std::string status_of(const shop& of, const std::string& order) {
  return of.node().get("/api/v1/orders/" + order).member("status");
}

/// Whether the history of notifications has a row of this event of the order, for whom it says.
bool history_has(terminal& at, int order, const std::string& event, const std::string& type) {
  return at.eventually([&] {
    const auto seen = at.http({"GET", "localhost:8088/notificationHistories"});
    for (const auto& row : seen.at("/_embedded/notificationHistories"))
      if (row.at("orderId") == order && row.at("eventType") == event)
        return row.at("notificationType") == type;
    return false;
  });
}

/// What the topic says in one member of an event of the order; null if nothing.
nlohmann::json told_in_topic(const shop& of, const std::string& event, const std::string& member) {
  for (const auto& each : topic(of, "pizza"))
    if (each.at("eventType") == event)
      return each.value(member, nlohmann::json{});
  return nullptr;
}

const std::vector<std::string> life{"OrderPlaced", "PaymentApproved", "PizzaProductionStarted",
                                    "DeliveryStarted", "DeliveryCompleted"};

} // namespace

SCENARIO("A1 A2 A3 A4 A5 A9 pizza on the command line",
         "[000-U1][000-U2][000-U3][000-U4][000-U5][000-U6]") {
  shop of;
  terminal at{of};
  const auto placed = at.http(a1);
  REQUIRE(placed.status == 201);
  CHECK(placed.header("Location") == at.address("localhost:8081/pizzaOrders/1"));
  CHECK(placed.at("/customerId") == 10);
  CHECK(placed.at("/price") == 10000);
  CHECK(at.http({"GET", "localhost:8082/paymentHistories/1"}).at("/state") == "PLACE");
  check_paid(of, "pizzaOrders-1", 10000);
  const auto made =
    at.becomes("localhost:8083/orderDeliveries/1", "/orderState", "PizzaProductionReady");
  CHECK(made.at("/address") == "The`wellI007Ho");
  CHECK(made.at("/paymentDate").is_string());
  CHECK(history_has(at, 1, "OrderPlaced", "Notification"));
  at.tells("pizza", 1, {"OrderPlaced", "PaymentApproved"});
  WHEN("it is made and brought") {
    const auto step = [&](const std::string& state, const char* ours, const char* type) {
      const auto done =
        at.http({"PATCH", "localhost:8083/orderDeliveries/1", "orderState=" + state});
      CHECK(done.status == 200);
      CHECK(done.at("/orderState") == state);
      CHECK(done.at("/lastEventDate") > made.at("/lastEventDate"));
      CHECK(status_of(of, "pizzaOrders-1") == ours);
      CHECK(history_has(at, 1, state, type));
      at.eventually([&] { return told_in_topic(of, state, "notificationType") == type; });
      CHECK(told_in_topic(of, state, "notificationType") == type);
    };
    step("PizzaProductionStarted", "cooking", "Notification");
    step("DeliveryStarted", "out_for_delivery", "Notification");
    const auto told = of.node().get("/api/v1/orders/pizzaOrders-1/notifications").body;
    CHECK(told.find("pizzaOrders-1-4-kakao-customer") != std::string::npos); // Started.
    step("DeliveryCompleted", "completed", "None");
    THEN("the topic tells it all, in order (A9, A104)") {
      at.tells("pizza", 1, life);
      CHECK(names_in_topic(of, "pizza") == life);
      auto printed =
        of.beside({"events", "--topic", "pizza", "--from-beginning", "--database", of.database()});
      CHECK(printed.wait(std::chrono::seconds{30}) == 0);
      CHECK(names_in(printed.log()) == life);
    }
  }
  WHEN("it is cancelled") {
    const auto gone = at.http({"PATCH", "localhost:8081/pizzaOrders/1", "state=CANCEL"});
    THEN("the money goes back, and it cannot be made any more") {
      CHECK(gone.status == 200);
      CHECK(gone.at("/state") == "CANCEL");
      at.becomes("localhost:8082/paymentHistories/1", "/state", "CANCEL");
      check_paid_back(at, "pizzaOrders-1", 10000);
      CHECK(at.http({"PATCH", "localhost:8083/orderDeliveries/1",
                     "orderState=PizzaProductionStarted"})
              .status
            == 409);
      CHECK(history_has(at, 1, "OrderCanceled", "Notification"));
      at.tells("pizza", 1, {"OrderPlaced", "PaymentApproved", "OrderCanceled"});
    }
  }
}

SCENARIO("A10 pizza through the gateway's port, by the other name of the state",
         "[000-C5][001-C6][002-C4]") {
  shop of;
  terminal at{of};
  const auto order =
    retyped(retyped(a1, "localhost:8081/pizzaOrders", "localhost:8088/pizzaOrders"), "menuOption=",
            "menuOption=pepperoniPizza");
  const auto placed = at.http(order);
  REQUIRE(placed.status == 201);
  CHECK(placed.header("Location") == at.address("localhost:8088/pizzaOrders/1"));
  CHECK(at.http({"GET", "localhost:8088/pizzaOrders/1"}).at("/menuOption") == "pepperoniPizza");
  CHECK(at.http({"GET", "localhost:8088/paymentHistories/1"}).at("/state") == "PLACE");
  const std::vector<std::string> states{"PizzaProductionStarted", "DeliveryStarted",
                                        "DeliveryCompleted"};
  for (const auto& state : states)
    CHECK(at.http({"PATCH", "localhost:8088/orderDeliveries/1", "state=" + state})
            .at("/orderState")
          == state);
  CHECK(status_of(of, "pizzaOrders-1") == "completed");
  CHECK(at.http(order).status == 201);
  CHECK(at.http({"PATCH", "localhost:8088/pizzaOrders/2", "state=CANCEL"}).at("/state")
        == "CANCEL");
  at.becomes("localhost:8088/paymentHistories/2", "/state", "CANCEL");
  check_paid(of, "pizzaOrders-1", 10000);
  check_paid_back(at, "pizzaOrders-2", 10000);
  at.tells("pizza", 1, life);
  at.tells("pizza", 2, {"OrderPlaced", "PaymentApproved", "OrderCanceled"});
  for (const auto& event : life)
    CHECK(history_has(at, 1, event, event == "DeliveryCompleted" ? "None" : "Notification"));
  CHECK(history_has(at, 2, "OrderCanceled", "Notification"));
}
