#include "tests/acceptance/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace baedal::acceptance;
using baedal::drills::shop;
using nlohmann::json;

namespace {

std::vector<std::string> names_in(const std::string& events) {
  std::istringstream lines{events};
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);)
    names.push_back(json::parse(line).at("eventType"));
  return names;
}

std::vector<std::string> names_in_topic(const shop& of, const std::string& brand) {
  return names_in(of.node().get("/api/v1/events?topic=" + brand + "&after=0").body);
}

/// The names of the files below a folder that hold a text.
std::string files_with(const std::filesystem::path& folder, const std::string& text) {
  std::string names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (!entry.is_regular_file())
      continue;
    std::ifstream in{entry.path(), std::ios::binary};
    std::stringstream all;
    all << in.rdbuf();
    if (all.str().find(text) != std::string::npos)
      names += entry.path().filename().string() + " ";
  }
  return names;
}

} // namespace

SCENARIO("A1 A2 A3 A4 A5 A9 pizza on the command line (000-U1 to 000-U6)",
         "[000-U2][000-U3][000-U4][000-U5]") {
  shop of;
  terminal at{of};
  const auto placed = at.http({"POST", "localhost:8081/pizzaOrders", "customerId=10",
                               "state=PLACE", "menuOption=", "price=10000",
                               "paymentMethod=CreditCard", "address=The`wellI007Ho"});
  REQUIRE(placed.status == 201);
  CHECK(placed.head.find("/pizzaOrders/1") != std::string::npos);
  CHECK(placed.at("/customerId") == 10);
  CHECK(placed.at("/price") == 10000);
  CHECK(at.http({"GET", "localhost:8082/paymentHistories/1"}).at("/state") == "PLACE");
  const auto made = at.eventually({"GET", "localhost:8083/orderDeliveries/1"},
                                  shows("/orderState", "PizzaProductionReady"));
  CHECK(made.at("/orderState") == "PizzaProductionReady");
  CHECK(made.at("/address") == "The`wellI007Ho");
  const std::string history = "localhost:8088/notificationHistories";
  const auto noted = at.eventually({"GET", history + "/1"}, shows("/eventType", "OrderPlaced"));
  CHECK(noted.at("/orderId") == 1);
  CHECK(noted.at("/menuOption") == "");
  WHEN("it is made and brought") {
    const auto step = [&](const char* state) {
      const auto done =
        at.http({"PATCH", "localhost:8083/orderDeliveries/1", std::string{"orderState="} + state});
      CHECK(done.status == 200);
      CHECK(done.at("/orderState") == state);
    };
    step("PizzaProductionStarted");
    step("DeliveryStarted");
    step("DeliveryCompleted");
    THEN("the topic tells it all, in order (A9, A104)") {
      const std::vector<std::string> life{"OrderPlaced", "PaymentApproved",
                                          "PizzaProductionStarted", "DeliveryStarted",
                                          "DeliveryCompleted"};
      baedal::support::eventually(std::chrono::seconds{10},
                                  [&] { return names_in_topic(of, "pizza") == life; });
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
      CHECK(at.eventually({"GET", "localhost:8082/paymentHistories/1"}, shows("/state", "CANCEL"))
              .at("/state")
            == "CANCEL");
      CHECK(at.http({"PATCH", "localhost:8083/orderDeliveries/1",
                     "orderState=PizzaProductionStarted"})
              .status
            == 409);
    }
  }
}

SCENARIO("A20 A21 A22 A23 A25 azer on the command line (004-S1 to 004-S5)",
         "[004-S2][004-S3][004-S4][004-I1]") {
  shop of;
  terminal at{of};
  for (const auto* address : {"localhost:8081/orders/", "localhost:8082/pays/",
                              "localhost:8083/stores/", "localhost:8084/customers/",
                              "localhost:8085/deliveries/", "localhost:8088/myPages"})
    CHECK(at.http({"GET", address}).status == 200);
  const auto placed =
    at.http({"POST", "localhost:8081/orderPlaced", "storeId=1", "menuId=1", "menuCount=2",
             "menuPrice=9000", "customerAddress=서울", "phoneNumber=01012345678",
             "customerName=kim", "customerId=1"});
  REQUIRE(placed.status == 201);
  const auto owed = at.http({"GET", "localhost:8082/pays/1"});
  CHECK(owed.at("/payStatus") == "WAITINGPAYED");
  CHECK(owed.at("/totalPrice") == 18000);
  const auto paid = at.http({"POST", "localhost:8082/pay", "orderId=1", "payMethod=1",
                             "cardNumber=1234", "deliveryFee=3000"});
  CHECK((paid.status == 200 || paid.status == 201));
  CHECK(at.http({"GET", "localhost:8083/stores/1"}).at("/orderStatus") == "ORDER PAYED");
  at.http({"POST", "localhost:8083/storeOrderAccepted", "orderId=1"});
  const auto taken = at.http({"GET", "localhost:8083/stores/1"});
  CHECK(taken.at("/orderStatus") == "ORDER ACCEPT");
  CHECK(taken.at("/customerAddress") == "서울");
  const auto cooked = at.http({"POST", "localhost:8083/storeCooked", "orderId=1",
                               "cookStatus=COOKED"});
  CHECK((cooked.status == 200 || cooked.status == 201));
  CHECK(at.http({"GET", "localhost:8085/deliveries/1"}).status == 200);
}

SCENARIO("A22 a card's number is shown masked, and stands in no file (M2)") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"POST", "localhost:8081/orderPlaced", "menuId=1", "menuCount=2",
                   "menuPrice=9000", "customerId=1"})
            .status
          == 201);
  const auto paid = at.http(
    {"POST", "localhost:8082/pay", "orderId=1", "payMethod=1", "cardNumber=4111111111111234"});
  CHECK(paid.at("/cardNumber") == "****1234");
  CHECK(at.http({"GET", "localhost:8082/pays/1"}).at("/cardNumber") == "****1234");
  of.stop_node();
  CHECK(files_with(of.folder(), "****1234").find(".db") != std::string::npos);
  CHECK(files_with(of.folder(), "4111111111111234") == "");
}

SCENARIO("A11 A47 A61 without the payment there is no order; with it there is again") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"POST", "localhost:8088/products", "prodNm=밀키트", "sellerId=s1", "qty=10"})
            .status
          == 201);
  of.kill_sandbox();
  const auto pizza = at.http({"POST", "localhost:8081/pizzaOrders", "customerId=10",
                              "state=PLACE", "price=10000"});
  CHECK(pizza.status == 503);
  CHECK(pizza.head.find("Retry-After") != std::string::npos);
  CHECK(at.http({"POST", "localhost:8088/orders", "productId=1", "userid=hwang", "qty=3",
                 "address=seoul"})
          .status
        == 503);
  CHECK(at.http({"localhost:8081/orders", "item=통닭"}).status == 503);
  CHECK(at.http({"GET", "localhost:8081/orders"}).at("/page/totalElements") == 0);
  CHECK(at.http({"GET", "localhost:8088/products/1"}).at("/qty") == 10);
  of.start_sandbox();
  const auto again = at.eventually({"localhost:8081/orders", "item=통닭"},
                                   [](const shown& seen) { return seen.status == 201; });
  CHECK(again.status == 201);
}

SCENARIO("A12 A28 A62 orders are taken while the stores are held down, and the store sees them "
         "afterwards (000-N2, 001-N1, 002-N2, 002-C7, 004-N3)",
         "[000-I6]") {
  shop of;
  terminal at{of, {"--allow-drills"}};
  REQUIRE(at.http({"localhost:8081/orders", "item=피자"}).status == 201); // Everybody exists now.
  REQUIRE(of.suspend("core/entities/stores").status == 200);
  CHECK(at.http({"POST", "localhost:8081/pizzaOrders", "customerId=10", "state=PLACE",
                 "price=10000"})
          .status
        == 201);
  CHECK(at.http({"localhost:8081/orders", "item=통닭"}).status == 201);
  CHECK(at.http({"POST", "localhost:8081/orderPlaced", "menuId=1", "menuCount=2",
                 "menuPrice=9000", "customerId=1"})
          .status
        == 201);
  CHECK(at.http({"POST", "localhost:8082/pay", "orderId=3", "payMethod=1", "cardNumber=1234"})
          .at("/payStatus")
        == "PAYED");
  REQUIRE(of.resume("core/entities/stores").status == 200);
  const auto ticket =
    at.eventually({"GET", "localhost:8083/stores/3"}, shows("/orderStatus", "ORDER PAYED"));
  CHECK(ticket.at("/orderStatus") == "ORDER PAYED");
  const auto tickets =
    at.eventually({"GET", "localhost:8083/stores/"}, shows("/_embedded/stores/0/orderId", 3));
  CHECK(tickets.at("/page/totalElements") == 1); // Once.
  CHECK(at.http({"POST", "localhost:8082/주문처리s", "orderId=2"}).status == 201);
  CHECK(at.http({"GET", "localhost:8081/orders/2"}).at("/상태") == "배달시작됨");
  CHECK(at.eventually({"GET", "localhost:8083/orderDeliveries/1"},
                      shows("/orderState", "PizzaProductionReady"))
          .status
        == 200);
}

SCENARIO("A100 every port says how the node is",
         "[000-O4][004-O2][004-O3][K10]") {
  shop of;
  terminal at{of};
  for (const auto* address : {"localhost:8081/actuator/health", "localhost:8088/actuator/health"}) {
    const auto health = at.http({"GET", address});
    CHECK(health.status == 200);
    CHECK(health.at("/status") == "UP");
  }
  CHECK(at.http({"GET", "localhost:8085/actuator/health/readiness"}).status == 200);
  CHECK(at.http({"GET", "localhost:8085/actuator/health/liveness"}).status == 200);
}

SCENARIO("A106 a web page of a named origin may ask, one of another may not (004-I2)") {
  shop of;
  terminal at{of, {"--cors-origin", "https://shop.example"}};
  const auto preflight = [&](const char* origin) {
    return at.http({"OPTIONS", "localhost:8081/orders", std::string{"Origin:"} + origin,
                    "Access-Control-Request-Method:POST"});
  };
  const auto allowed = preflight("https://shop.example");
  CHECK(allowed.head.find("Access-Control-Allow-Origin: https://shop.example")
        != std::string::npos);
  CHECK(allowed.head.find("Access-Control-Allow-Credentials: true") != std::string::npos);
  CHECK(preflight("https://other.example").head.find("Access-Control-Allow-Origin")
        == std::string::npos);
}

SCENARIO("A102 a node is configured by a file, without a new build (000-C10)") {
  shop of;
  const auto file = of.folder() / "baedal.toml";
  std::ofstream{file} << "[serve]\ndefault-brand = \"dongne\"\ndrain-ms = 0\n";
  of.start_node({"--config", file.string()});
  const auto placed = of.node().post("/orders", R"({"price":"5000"})");
  INFO(placed.body);
  CHECK(placed.status == 201);
  CHECK(placed.body.find("\"foodId\"") != std::string::npos); // Dongne's shape.
}

SCENARIO("A101 a node that was killed goes on with what it had, under the numbers it gave (K12)",
         "[000-C12][004-O3]") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"localhost:8081/orders", "item=통닭"}).status == 201);
  of.kill_node();
  at.restart_node();
  CHECK(at.http({"GET", "localhost:8081/orders/1"}).status == 200);
  const auto next = at.http({"localhost:8081/orders", "item=통닭"});
  CHECK(next.head.find("/orders/2") != std::string::npos);
}
