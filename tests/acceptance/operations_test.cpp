#include "tests/acceptance/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace baedal::acceptance;
using baedal::drills::shop;

// What holds for the clients of all brands, and for those who run them.

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
  at.becomes("localhost:8081/orders", "/page/totalElements", 1); // And none of those before.
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
  at.becomes("localhost:8083/stores/3", "/orderStatus", "ORDER PAYED");
  const auto tickets = at.becomes("localhost:8083/stores/", "/_embedded/stores/0/orderId", 3);
  CHECK(tickets.at("/page/totalElements") == 1); // Once.
  CHECK(at.http({"POST", "localhost:8082/주문처리s", "orderId=2"}).status == 201);
  CHECK(at.http({"GET", "localhost:8081/orders/2"}).at("/상태") == "배달시작됨");
  CHECK(at.becomes("localhost:8083/orderDeliveries/1", "/orderState", "PizzaProductionReady").status
        == 200);
}

SCENARIO("A92 rows and lists are HAL, as clients know them") {
  shop of;
  terminal at{of};
  const auto placed = at.http({"localhost:8081/orders", "item=통닭"});
  CHECK(placed.status == 201);
  const auto here = "http://localhost:" + std::to_string(at.port(8081)) + "/orders/1";
  CHECK(placed.head.find("Location: " + here) != std::string::npos);
  CHECK(placed.at("/_links/self/href") == here);
  const auto list = at.becomes("localhost:8081/orders", "/page/totalElements", 1);
  CHECK(list.head.find("application/hal+json") != std::string::npos);
  CHECK(list.at("/page")
        == nlohmann::json{{"size", 20}, {"totalElements", 1}, {"totalPages", 1}, {"number", 0}});
  CHECK(list.at("/_embedded/orders/0/_links/self/href") == here);
}

SCENARIO("A100 every port says how the node is", "[000-O4][004-O2][004-O3][K10]") {
  shop of;
  terminal at{of};
  for (std::uint16_t former = 8081; former <= 8088; ++former) {
    const auto health = "localhost:" + std::to_string(former) + "/actuator/health";
    INFO(health);
    const auto seen = at.http({"GET", health});
    CHECK(seen.status == 200);
    CHECK(seen.at("/status") == "UP");
    CHECK(seen.at("/groups") == nlohmann::json{"liveness", "readiness"});
    CHECK(at.http({"GET", health + "/readiness"}).at("/status") == "UP");
    CHECK(at.http({"GET", health + "/liveness"}).at("/status") == "UP");
  }
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

SCENARIO("A101 a node that was killed goes on with what it had, under the numbers it gave (K12)") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"localhost:8081/orders", "item=통닭"}).status == 201);
  of.kill_node();
  at.restart_node();
  CHECK(at.http({"GET", "localhost:8081/orders/1"}).status == 200);
  const auto next = at.http({"localhost:8081/orders", "item=통닭"});
  CHECK(next.head.find("/orders/2") != std::string::npos);
}
