#include "tests/drills/shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <csignal>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

/// Such a start says what is wrong, in one line of its own, and ends with 1.
void check_refused(support::process run, const std::string& because) {
  const auto status = run.wait(60s);
  const auto log = run.log();
  INFO(log);
  CHECK(status == 1);
  const auto line = log.find("baedal serve: ");
  REQUIRE(line != std::string::npos);
  CHECK(log.find(because, line) != std::string::npos);
  CHECK(log.find('\n', line) == log.size() - 1);
}

json read(caller& to, const std::string& path) {
  const auto answer = to.get(path);
  INFO(path << ": " << answer.status << ' ' << answer.body);
  REQUIRE(answer.status == 200);
  return json::parse(answer.body);
}

int stock_of(caller& to, const std::string& item) {
  const auto menu = read(to, "/api/v1/stores/demo-mealkit/menu");
  for (const auto& each : menu.at("items"))
    if (each.at("item_id") == item)
      return each.at("stock");
  return -1;
}

void check_demo(shop& of) {
  auto to = of.node();
  for (const std::string brand : {"pizza", "dongne", "hansik", "mealkit", "azer"}) {
    INFO(brand);
    CHECK(read(to, "/api/v1/stores/demo-" + brand + "/menu").at("items").size() == 2);
  }
  for (const std::string number : {"1", "2", "3"}) {
    CHECK(read(to, "/api/v1/riders/rider-" + number).at("online") == true);
    CHECK(read(to, "/api/v1/customers/customer-" + number).at("name") == "customer-" + number);
  }
}

} // namespace

SCENARIO("a node that cannot start says why in one line, and ends with 1") {
  shop of;
  const auto serve = [&](std::uint16_t port, const std::string& database) {
    return of.beside(of.serve_words(port, database));
  };
  GIVEN("a PostgreSQL that nobody runs") {
    check_refused(serve(free_port(), "postgresql:///none?host=" + of.folder().string()),
                  "database: ");
  }
  GIVEN("a file that cannot be made") {
    check_refused(serve(free_port(), "sqlite:///proc/none/node.db"), "database: ");
  }
  GIVEN("a port that another node has") {
    of.start_node();
    const auto elsewhere = "sqlite://" + (of.folder() / "other.db").string();
    check_refused(serve(of.node_port(), elsewhere), std::to_string(of.node_port()));
    CHECK(of.node().get("/readyz").status == 200);
  }
}

SCENARIO("the tree shows what waits for each worker, and the metrics what the edge turned away") {
  shop of;
  of.start_node();
  auto to = of.node();
  const auto tree = read(to, "/api/v1/ops/tree").dump();
  for (const std::string worker :
       {"journal", "payments", "orders", "customers", "projections", "queries"}) {
    INFO(tree);
    const auto at = tree.find("\"id\":\"" + worker + "\"");
    REQUIRE(at != std::string::npos);
    const auto from = tree.rfind('{', at);
    CHECK(tree.substr(from, tree.find('}', at) - from).find("\"depth\":")
          != std::string::npos);
  }
  const auto metrics = to.get("/metrics").body;
  INFO(metrics);
  for (const auto* line : {"\nbaedal_http_shed_total 0\n", "\nbaedal_http_connections_total ",
                           "\nbaedal_http_connections_open 1\n",
                           "\nbaedal_http_connections_waiting 0\n", "\nbaedal_http_streams 0\n"})
    CHECK(metrics.find(line) != std::string::npos);
}

SCENARIO("a node whose database another one takes over writes nothing more, and ends with 1",
         "[I7]") {
  shop of;
  of.start_node();
  of.open_stores();
  auto to = of.node();
  REQUIRE(to.post("/api/v1/orders", order_body("pizza", "kim"), "first").status == 201);
  const auto port = free_port();
  auto second = of.beside(of.serve_words(port, of.database()));
  REQUIRE(support::eventually(60s, [&] { return caller{port}.get("/readyz").status == 200; }));
  const auto refused = to.post("/api/v1/orders", order_body("pizza", "kim"), "second");
  INFO(refused.status << ' ' << refused.body);
  CHECK((refused.status == 503 || refused.status == 0));
  CHECK(of.node_ending(60s) == 1);
  const auto log = of.node_log();
  INFO(log);
  CHECK(log.find("another node has taken over this journal") != std::string::npos);
  CHECK(log.find("baedal serve: another node has taken over this database") != std::string::npos);
  THEN("the other one has what was answered, and goes on") {
    caller there{port};
    const auto again = there.post("/api/v1/orders", order_body("pizza", "kim"), "first");
    CHECK(again.status == 201);
    CHECK(there.post("/api/v1/orders", order_body("pizza", "kim"), "second").status == 201);
  }
}

SCENARIO("demo data is loaded once, and what was sold stays sold") {
  shop of;
  of.start_node({"--demo"});
  check_demo(of);
  auto to = of.node();
  const auto placed =
    to.post("/api/v1/orders",
            R"({"store_id":"demo-mealkit","customer_id":"customer-1","payment":{"token":"tok"},)"
            R"("items":[{"item_id":"bulgogi-kit","quantity":3}]})");
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  REQUIRE(to.post("/api/v1/riders/rider-2/offline", "{}").status == 200);
  of.stop_node();
  of.start_node({"--demo"});
  CHECK(of.node_log().find("demo stores, menus, riders and customers are loaded")
        == std::string::npos);
  auto again = of.node();
  CHECK(stock_of(again, "bulgogi-kit") == 97);
  CHECK(read(again, "/api/v1/riders/rider-2").at("online") == false);
  REQUIRE(again.post("/api/v1/riders/rider-2/online", "{}").status == 200);
  check_demo(of);
}

SCENARIO("a load of demo data that was cut short is finished by the next start") {
  shop of;
  of.start_node();
  auto to = of.node();
  REQUIRE(to.put("/api/v1/stores/demo-dongne",
                 R"({"brand":"dongne","name":"Half loaded","area":"yeongdeungpo"})")
            .status
          == 201);
  REQUIRE(to.put("/api/v1/stores/demo-dongne/menu/cola", R"({"name":"콜라","price":2000})").status
          == 201);
  REQUIRE(to.put("/api/v1/riders/rider-1", R"({"name":"rider-1","area":"yeongdeungpo"})").status
          == 201);
  of.stop_node();
  of.start_node({"--demo"});
  check_demo(of);
  auto again = of.node();
  CHECK(read(again, "/api/v1/stores/demo-dongne").at("name") == "Half loaded");
}

SCENARIO("SIGTERM: not ready, then served for a moment, then an orderly end",
         "[000-O4][004-O2][A100]") {
  shop of;
  of.start_node({"--drain-ms", "3000"});
  of.open_stores();
  auto to = of.node();
  const std::string readiness = "/actuator/health/readiness";
  REQUIRE(to.get("/readyz").status == 200);
  REQUIRE(to.get(readiness).status == 200);
  REQUIRE(::kill(of.node_pid(), SIGTERM) == 0);
  REQUIRE(support::eventually(10s, [&] { return to.get("/readyz").status == 503; }));
  CHECK(to.get(readiness).status == 503);
  CHECK(to.get("/actuator/health/liveness").status == 200);
  const auto placed = of.node().post("/api/v1/orders", order_body("pizza", "kim"), "last");
  CHECK(placed.status == 201);
  CHECK(of.node_ending(40s) == 0);
  of.start_node();
  CHECK(of.node().post("/api/v1/orders", order_body("pizza", "kim"), "last").body == placed.body);
}

SCENARIO("a node that starts is not ready before its lists have caught up",
         "[000-O4][004-O2][A100][I7]") {
  shop of;
  of.start_node({"--allow-drills"});
  of.open_stores();
  const std::string no_lists = "/api/v1/ops/failpoints/projection.breaks_before_commit";
  REQUIRE(of.node().put(no_lists, R"({"probability":1})").status == 200);
  const auto placed = of.node().post("/api/v1/orders", order_body("pizza", "kim"));
  REQUIRE(placed.status == 201);
  of.kill_node();
  soci::session lists{soci::sqlite3, (of.folder() / "node.reads.db").string()};
  lists << "begin immediate"; // Nobody else writes there.
  const auto next = of.beside(of.serve_words(of.node_port(), of.database()));
  const auto says = [&](const std::string& path) { return of.node().get(path).status; };
  const std::string health = "/actuator/health";
  const auto fails = [&] { return next.log().find("read models cannot") != std::string::npos; };
  CHECK(support::eventually(30s, fails));
  INFO(next.log());
  CHECK(says(health + "/readiness") == 503);
  CHECK(says("/readyz") == 503);
  CHECK(says(health) == 503);
  CHECK(says(health + "/liveness") == 200);
  lists << "rollback";
  CHECK(support::eventually(30s, [&] { return says(health + "/readiness") == 200; }));
  CHECK(says(health) == 200);
  const auto rows = json::parse(of.node().get("/api/v1/customers/kim/orders").body).at("orders");
  CHECK(rows.size() == 1);
}
