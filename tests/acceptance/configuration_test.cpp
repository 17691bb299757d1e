#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/witnesses.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace baedal::acceptance;
using baedal::drills::shop;

// How those who run a node set it up.

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

SCENARIO("A102 the gateway's address and thresholds come from a file and from the environment",
         "[000-C10]") {
  shop of;
  const auto file = of.folder() / "baedal.toml";
  const auto local = [](std::uint16_t port) { return "127.0.0.1:" + std::to_string(port); };
  std::ofstream{file} << "[serve]\npayment-url = \"http://" << local(of.sandbox_port())
                      << "\"\nbreaker-calls = 2\nbreaker-open-ms = 7000\n";
  const auto port = baedal::drills::free_port();
  const baedal::support::process node{
    {"/usr/bin/env", "BAEDAL_BREAKER_OPEN_MS=60000", baedal::drills::program(), "serve", "--http",
     local(port), "--database", of.database(), "--config", file.string()},
    of.folder() / "configured.log"};
  baedal::drills::caller to{port};
  REQUIRE(baedal::support::eventually(std::chrono::seconds{60},
                                      [&] { return to.get("/readyz").status == 200; }));
  const auto place = [&] { return to.post("/orders", R"({"item":"통닭"})"); };
  const auto placed = place();
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  check_paid(of, "orders-1", 10000); // At the address that the file names.
  of.behave(R"({"down":true})");
  CHECK(place().status == 503);
  const auto seen = nlohmann::json::parse(to.get("/api/v1/ops/breakers").body).at("breakers").at(0);
  INFO(seen);
  CHECK(seen.at("state") == "open"); // Two calls suffice, not twenty: the file.
  CHECK(seen.at("retry_after_seconds") > 7); // The environment, which counts before the file.
  CHECK(std::stoi(place().retry_after) > 7);
}
