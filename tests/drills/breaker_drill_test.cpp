#include "tests/drills/breaker_watch.hpp"
#include "tests/drills/order_audit.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

const std::string orders = "/api/v1/orders";

} // namespace

SCENARIO("payment stopped: no order, an answer with a hint; started: it works "
         "(A11, A47, A61, 000-N1, 002-N1, 003-V6)",
         "[A61][A11][A47]") {
  shop of;
  of.start_node(quick_breaker);
  of.open_stores();
  of.kill_sandbox();
  for (const std::string brand : {"pizza", "mealkit"}) {
    const auto refused = of.node().post(orders, order_body(brand, "kim"), "k-" + brand);
    INFO(refused.body);
    CHECK(refused.status == 503);
    CHECK(refused.member("code") == "unavailable");
    CHECK_FALSE(refused.retry_after.empty());
  }
  CHECK(support::eventually(10s, [&] {
    const auto menu = json::parse(of.node().get("/api/v1/stores/drill-mealkit/menu").body);
    return menu.at("items").at(0).at("stock") == stock_at_first;
  }));
  const auto mine = [&] {
    return json::parse(of.node().get("/api/v1/customers/kim/orders").body).at("orders");
  };
  CHECK(mine().empty());
  of.start_sandbox();
  for (const std::string brand : {"pizza", "mealkit"}) {
    const auto placed = of.node().post(orders, order_body(brand, "kim"), "k-" + brand);
    INFO(placed.body);
    CHECK(placed.status == 201);
  }
  CHECK(support::eventually(10s, [&] { return mine().size() == 2; }));
  CHECK(payments_of(of).size() == 2);
}

SCENARIO("a gateway slower than the time-out: an error at the threshold, then at once "
         "(A90, 001-C5, 001-N2)",
         "[A90]") {
  shop of;
  of.start_node(quick_breaker);
  of.open_stores();
  be_impatient(of);
  of.behave(R"({"latency_ms":6000})");
  placing_burst alone{{.port = of.node_port(),
                       .clients = 1,
                       .orders_each = 1,
                       .path = "/orders",
                       .body = [](int) { return R"({"item": "chicken"})"; }}};
  const auto first = alone.finish().at(0);
  CHECK(first.answer.status == 503);
  CHECK(first.answer.member("code") == "payment_unknown");
  CHECK(first.took >= 600ms); // The brand's threshold is 610 ms, the gateway answers after 6 s.
  CHECK(first.took < 4s);
  placing_burst siege{{.port = of.node_port(), .clients = 16, .path = "/orders", .body = [](int) {
                         return R"({"item": "chicken"})";
                       }}};
  CHECK(siege.await([](const auto& all) { return count_of(all, "503 breaker_open") >= 30; }));
  const auto& all = siege.stop();
  WARN(figures_of(all));
  CHECK(count_of(all, "201") == 0);
  CHECK(median_of(all, "503 breaker_open") < 200ms);
  for (const auto& each : all) {
    INFO(each.answer.status << ' ' << each.answer.body);
    CHECK(each.took < 4s); // At the threshold, not at the gateway's leisure; machines are busy.
    CHECK(each.answer.status == 503);
  }
  of.behave("{}");
  CHECK(support::eventually(30s, [&] {
    return of.node().post(orders, order_body("pizza", "kim")).status == 201 && is_in(of, "closed");
  }));
}

SCENARIO("an open breaker: an order with a pay step is taken, and pays later by itself "
         "(001-N2, K14)",
         "[K14][I1][I2]") {
  shop of;
  of.start_node({"--breaker-calls", "10", "--breaker-open-ms", "4000"});
  of.open_stores();
  open_breaker(of);
  const auto placed = of.node().post(orders, order_body("dongne", "lee"), "later");
  INFO(placed.body);
  CHECK(placed.status == 202);
  CHECK(placed.member("payment_deferred") == "true");
  CHECK(placed.member("status") == "placed");
  const auto id = placed.member("order_id");
  CHECK(of.node().post(orders + "/" + id + "/accept", "{}").status == 409); // Not unpaid.
  of.behave("{}");
  CHECK(support::eventually(
    20s, [&] { return of.node().get(orders + "/" + id).member("status") == "paid"; }));
  CHECK(of.node().get(orders + "/" + id).member("payment_deferred").empty());
  CHECK(of.node().post(orders, order_body("dongne", "lee"), "later").body == placed.body);
  CHECK(support::eventually(20s, [&] { return books_agree(of, {id}); }));
  CHECK(of.node().post(orders + "/" + id + "/accept", "{}").status == 200);
}

SCENARIO("the operators' topic tells each change of the breaker once, with its reason (K13, M3)",
         "[K13]") {
  shop of;
  of.start_node({"--breaker-calls", "10", "--breaker-open-ms", "3000"});
  of.open_stores();
  CHECK(ops_events(of).empty());
  open_breaker(of);
  of.behave("{}");
  CHECK(support::eventually(30s, [&] {
    of.node().post(orders, order_body("pizza", "kim"));
    return is_in(of, "closed");
  }));
  const auto did = breaker_of(of).at("transitions");
  CHECK(support::eventually(10s, [&] { return ops_events(of).size() >= did.size(); }));
  const auto told = ops_events(of);
  REQUIRE(told.size() == did.size());
  REQUIRE(told.size() >= 3);
  for (std::size_t i = 0; i < told.size(); ++i) {
    const std::string to = did[i].at("to");
    CHECK(told[i].at("eventType") == "breaker_" + to + (to == "closed" ? "" : "ed"));
    CHECK(told[i].at("position") == i + 1);
    CHECK(told[i].at("aggregateId") == "payments");
    CHECK(told[i].at("data").at("from") == did[i].at("from"));
    CHECK(told[i].at("data").at("reason") == did[i].at("why"));
  }
  CHECK(told.at(0).at("eventType") == "breaker_opened");
  CHECK(told.at(1).at("eventType") == "breaker_half_opened");
  CHECK(told.back().at("eventType") == "breaker_closed");
}

SCENARIO("kill -9 while the breaker is open: the next process tells that it is closed (K13, M3)",
         "[K13]") {
  shop of;
  of.start_node({"--breaker-calls", "10", "--breaker-open-ms", "60000"});
  of.open_stores();
  open_breaker(of);
  REQUIRE(support::eventually(10s, [&] { return ops_events(of).size() == 1; }));
  for (int life = 0; life < 2; ++life) { // The second has nothing to tell of its beginning.
    of.kill_node();
    of.start_node();
    REQUIRE(support::eventually(10s, [&] { return ops_events(of).size() == 2; }));
  }
  open_breaker(of);
  REQUIRE(support::eventually(10s, [&] { return ops_events(of).size() == 3; }));
  const auto told = ops_events(of);
  CHECK(told.at(0).at("eventType") == "breaker_opened");
  CHECK(told.at(1).at("eventType") == "breaker_closed");
  CHECK(told.at(2).at("eventType") == "breaker_opened");
  CHECK(told.at(1).at("data").at("from") == "open");
  CHECK(told.at(1).at("data").at("reason") == "the process started anew");
}

SCENARIO("the gateway slow, failing, and silent after success, under 64 connections: no double "
         "capture, no paid order missing, no unpaid order cooking",
         "[I1][I2][I4][I5][I6][I7][I10][I11]") {
  shop of;
  of.start_node(quick_breaker);
  of.open_stores();
  const auto total = 2 * drill_orders();
  order_load load{{.port = of.node_port(), .orders = total, .clients = 64, .seed = 5}};
  of.behave(R"({"latency_ms":50,"latency_spread_ms":600,"seed":1})");
  REQUIRE(load.await(total / 4));
  of.behave(R"({"error_rate":0.4,"seed":2})");
  REQUIRE(load.await(total / 2));
  of.behave(R"({"timeout_after_success_rate":0.3,"seed":3})");
  REQUIRE(load.await(total * 3 / 4));
  of.behave("{}");
  const auto& records = load.finish();
  WARN("the breaker: " << breaker_of(of).dump());
  audit_orders(of, records);
}
