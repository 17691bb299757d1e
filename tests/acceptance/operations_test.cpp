#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal::acceptance;
using baedal::drills::shop;

// What holds for the clients of all brands, and for those who run them.

SCENARIO("A92 rows and lists are HAL, as clients know them") {
  shop of;
  terminal at{of};
  const auto placed = at.http(a60);
  CHECK(placed.status == 201);
  const auto here = at.address("localhost:8081/orders/1");
  CHECK(placed.header("Location") == here);
  CHECK(placed.at("/_links/self/href") == here);
  const auto list = at.becomes("localhost:8081/orders", "/page/totalElements", 1);
  CHECK(list.header("Content-Type").starts_with("application/hal+json"));
  CHECK(list.at("/page")
        == nlohmann::json{{"size", 20}, {"totalElements", 1}, {"totalPages", 1}, {"number", 0}});
  CHECK(list.at("/_embedded/orders/0/_links/self/href") == here);
}

SCENARIO("A92 what every brand makes of data has no id in it and its address beside it") {
  shop of;
  terminal at{of};
  const std::vector<std::pair<command, std::string>> makes{
    {a40, "localhost:8088/products/1"}, {a1, "localhost:8081/pizzaOrders/1"},
    {a21, "localhost:8081/orders/1"},   {a41, "localhost:8088/orders/2"},
    {a60, "localhost:8081/orders/3"},   {a80, "localhost:8081/orders/4"},
    {a81, "localhost:8081/payments/4"}};
  for (const auto& [line, address] : makes) {
    const auto made = at.http(retyped(line, "orderId=1", "orderId=4"));
    INFO(address << ": " << made.head << '\n' << made.body);
    CHECK(made.status == 201);
    CHECK(made.header("Content-Type").starts_with("application/json"));
    CHECK(made.header("Location") == at.address(address));
    CHECK(made.at("/_links/self/href") == at.address(address));
    CHECK_FALSE(nlohmann::json::parse(made.body).contains("id"));
  }
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

SCENARIO("A101 a node that was killed goes on with what it had, under the numbers it gave (K12)") {
  shop of;
  terminal at{of};
  REQUIRE(at.http(a60).status == 201);
  of.kill_node();
  at.restart_node();
  CHECK(at.http({"GET", "localhost:8081/orders/1"}).status == 200);
  const auto next = at.http(a60);
  CHECK(next.head.find("/orders/2") != std::string::npos);
}
