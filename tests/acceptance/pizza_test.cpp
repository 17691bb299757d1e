#include "tests/acceptance/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal::acceptance;
using baedal::drills::shop;

// The clients of pizza.

namespace {

const std::vector<std::string> a1{"POST", "localhost:8081/pizzaOrders", "customerId=10",
                                  "state=PLACE", "menuOption=", "price=10000",
                                  "paymentMethod=CreditCard", "address=The`wellI007Ho"};

std::string status_of(const shop& of, const std::string& order) {
  return of.node().get("/api/v1/orders/" + order).member("status");
}

/// Whether the history of notifications has a row of this event, for whom it says.
bool history_has(terminal& at, const std::string& event, const std::string& type) {
  const auto seen = at.eventually(
    {"GET", "localhost:8088/notificationHistories"},
    [&](const shown& list) { return list.body.find('"' + event + '"') != std::string::npos; });
  for (const auto& row : seen.at("/_embedded/notificationHistories"))
    if (row.at("eventType") == event)
      return row.at("notificationType") == type;
  return false;
}

/// Repeats until a topic has these events, in this order.
void check_topic(const shop& of, const std::vector<std::string>& life) {
  baedal::support::eventually(std::chrono::seconds{10},
                              [&] { return names_in_topic(of, "pizza") == life; });
  CHECK(names_in_topic(of, "pizza") == life);
}

} // namespace

SCENARIO("A1 A2 A3 A4 A5 A9 pizza on the command line",
         "[000-U1][000-U2][000-U3][000-U4][000-U5][000-U6]") {
  shop of;
  terminal at{of};
  const auto placed = at.http(a1);
  REQUIRE(placed.status == 201);
  CHECK(placed.head.find("/pizzaOrders/1") != std::string::npos);
  CHECK(placed.at("/customerId") == 10);
  CHECK(placed.at("/price") == 10000);
  CHECK(at.http({"GET", "localhost:8082/paymentHistories/1"}).at("/state") == "PLACE");
  const auto made =
    at.becomes("localhost:8083/orderDeliveries/1", "/orderState", "PizzaProductionReady");
  CHECK(made.at("/address") == "The`wellI007Ho");
  CHECK(made.at("/paymentDate").is_string());
  CHECK(history_has(at, "OrderPlaced", "Notification"));
  check_topic(of, {"OrderPlaced", "PaymentApproved"});
  WHEN("it is made and brought") {
    const auto step = [&](const std::string& state, const char* ours, const char* type) {
      const auto done =
        at.http({"PATCH", "localhost:8083/orderDeliveries/1", "orderState=" + state});
      CHECK(done.status == 200);
      CHECK(done.at("/orderState") == state);
      CHECK(done.at("/lastEventDate") > made.at("/lastEventDate"));
      CHECK(status_of(of, "pizzaOrders-1") == ours);
      CHECK(history_has(at, state, type));
    };
    step("PizzaProductionStarted", "cooking", "Notification");
    step("DeliveryStarted", "out_for_delivery", "Notification");
    const auto told = of.node().get("/api/v1/orders/pizzaOrders-1/notifications").body;
    CHECK(told.find("pizzaOrders-1-4-kakao-customer") != std::string::npos); // Started.
    step("DeliveryCompleted", "completed", "None");
    THEN("the topic tells it all, in order (A9, A104)") {
      const std::vector<std::string> life{"OrderPlaced", "PaymentApproved",
                                          "PizzaProductionStarted", "DeliveryStarted",
                                          "DeliveryCompleted"};
      check_topic(of, life);
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
      CHECK(at.http({"PATCH", "localhost:8083/orderDeliveries/1",
                     "orderState=PizzaProductionStarted"})
              .status
            == 409);
      CHECK(history_has(at, "OrderCanceled", "Notification"));
      check_topic(of, {"OrderPlaced", "PaymentApproved", "OrderCanceled"});
    }
  }
}

SCENARIO("A10 pizza through the gateway's port, by the other name of the state",
         "[000-C5][001-C6][002-C4]") {
  shop of;
  terminal at{of};
  auto order = a1;
  order[1] = "localhost:8088/pizzaOrders";
  order[4] = "menuOption=pepperoniPizza";
  REQUIRE(at.http(order).status == 201);
  CHECK(at.http({"GET", "localhost:8088/pizzaOrders/1"}).at("/menuOption") == "pepperoniPizza");
  for (const std::string state : {"PizzaProductionStarted", "DeliveryStarted", "DeliveryCompleted"})
    CHECK(at.http({"PATCH", "localhost:8088/orderDeliveries/1", "state=" + state})
            .at("/orderState")
          == state);
  CHECK(at.http(order).status == 201);
  CHECK(at.http({"PATCH", "localhost:8088/pizzaOrders/2", "state=CANCEL"}).at("/state")
        == "CANCEL");
}
