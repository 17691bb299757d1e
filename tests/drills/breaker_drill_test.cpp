#include "tests/drills/order_audit.hpp"
#include "tests/drills/placing_burst.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <set>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

const std::string orders = "/api/v1/orders";

/// A breaker that judges soon and tries soon.
const std::vector<std::string> quick_breaker{
  "--breaker-calls",   "10",   "--breaker-window-ms", "3000",
  "--breaker-open-ms", "1000", "--breaker-probes",    "3"};

/// What became of a payment is asked for soon, in the stores of this drill.
void be_impatient(const shop& of) {
  for (const auto& [store, brand] : std::map<std::string, std::string>{
         {"drill-pizza", "pizza"}, {"drill-dongne", "dongne"}, {"hansik-default", "hansik"}}) {
    const auto body = R"({"brand":")" + brand + R"(","name":"Drill","area":"drill",)"
                      + R"("policy":{"payment_settle_seconds":2}})";
    REQUIRE(of.node().put("/api/v1/stores/" + store, body).status == 200);
  }
}

json breaker_of(const shop& of) {
  return json::parse(of.node().get("/api/v1/ops/breakers").body).at("breakers").at(0);
}

bool is_in(const shop& of, const std::string& state) {
  return breaker_of(of).at("state") == state;
}

int count_of(const placing_burst::records& all, const std::string& kind) {
  const auto counts = tally(all);
  const auto known = counts.find(kind);
  return known == counts.end() ? 0 : known->second;
}

json payments_of(const shop& of) {
  return json::parse(of.sandbox().get("/sandbox/payments").body).at("payments");
}

/// I1 and I2 from outside: each order that was told is captured once, and whatever else was
/// captured is given back whole.
bool books_agree(const shop& of, const std::set<std::string>& told) {
  std::size_t paid = 0;
  for (const auto& row : payments_of(of)) {
    REQUIRE(row.at("captures").size() <= 1);
    const bool known = told.contains(row.at("order_id"));
    paid += known && row.at("cancels").empty() ? 1 : 0;
    if (!known && !row.at("captures").empty() && row.at("cancels").empty())
      return false;
  }
  return paid == told.size();
}

/// Our own id, or the one behind the number that a brand's API tells in the order's link.
std::string id_told(const json& order) {
  if (order.contains("order_id"))
    return order.at("order_id");
  const std::string self = order.at("/_links/self/href"_json_pointer);
  return "orders-" + self.substr(self.rfind('/') + 1);
}

std::set<std::string> ids_told(const placing_burst::records& all) {
  std::set<std::string> out;
  for (const auto& each : all)
    if (each.answer.status == 201)
      out.insert(id_told(json::parse(each.answer.body)));
  return out;
}

} // namespace

SCENARIO("payments that get slow: orders and fast refusals, the breaker opens and closes again "
         "(A68, 000-N3, 000-C7, 002-N3, 002-C6, 003-O2, K13)",
         "[A68][I1][I2][000-O2]") {
  shop of;
  of.start_node(quick_breaker);
  of.open_stores();
  be_impatient(of);
  of.behave(R"({"latency_ms":400,"latency_spread_ms":220})");
  placing_burst siege{{.port = of.node_port(), .clients = 100, .path = "/orders", .body = [](int) {
                         return R"({"item": "chicken"})";
                       }}};
  REQUIRE(siege.await([](const auto& all) {
    return count_of(all, "201") >= 20 && count_of(all, "503 breaker_open") >= 20;
  }));
  WHEN("the gateway is quick again") {
    of.behave("{}");
    std::size_t before = 0;
    CHECK(siege.await([&](const auto& all) {
      if (!is_in(of, "closed"))
        before = all.size();
      return all.size() > before + 100;
    }));
    const auto& all = siege.stop();
    WARN(figures_of(all));
    THEN("all are served again, and in between nobody was told anything but 201 or 503") {
      for (const auto& each : all) {
        INFO(each.answer.status << ' ' << each.answer.body);
        CHECK((each.answer.status == 201 || each.answer.status == 503));
        CHECK((each.answer.status == 201 || !each.answer.retry_after.empty()));
        CHECK(each.took < 5s);
      }
      CHECK(all.back().answer.status == 201);
      CHECK(median_of(all, "503 breaker_open") < 200ms);
    }
    THEN("the operator sees what happened") {
      const auto seen = breaker_of(of);
      CHECK(seen.at("state") == "closed");
      CHECK(seen.at("not_permitted") >= count_of(all, "503 breaker_open"));
      std::set<std::string> states;
      for (const auto& each : seen.at("transitions"))
        states.insert(each.at("to").get<std::string>());
      CHECK(states == std::set<std::string>{"open", "half_open", "closed"});
      const auto metrics = of.node().get("/metrics").body;
      CHECK(metrics.find(R"(baedal_breaker_state{breaker="payments",state="closed"} 1)")
            != std::string::npos);
      CHECK(metrics.find("baedal_breaker_transitions_total") != std::string::npos);
      CHECK(of.node_log().find("circuit breaker payments: open after closed") != std::string::npos);
    }
    THEN("each order is paid once, and money without an order goes back (I1, I2)") {
      const auto told = ids_told(all);
      CHECK(support::eventually(30s, [&] { return books_agree(of, told); }));
    }
  }
}

SCENARIO("a siege with fields that nobody knows, at a gateway that got slow: the breaker's figures "
         "move and the server stays up (A49, 003-O2)",
         "[A49]") {
  shop of;
  of.start_node(quick_breaker);
  of.behave(R"({"latency_ms":400,"latency_spread_ms":220})");
  placing_burst siege{{.port = of.node_port(), .clients = 100, .path = "/orders", .body = [](int) {
                         return R"({"prodId": 1, "qty":5})";
                       }}};
  CHECK(siege.await([](const auto& all) {
    return count_of(all, "201") >= 20 && count_of(all, "503 breaker_open") >= 100;
  }));
  const auto& all = siege.stop();
  WARN(figures_of(all));
  for (const auto& each : all) {
    INFO(each.answer.status << ' ' << each.answer.body);
    CHECK((each.answer.status == 201 || each.answer.status == 503));
  }
  CHECK(of.node().get("/actuator/health/liveness").member("status") == "UP");
  const auto seen = breaker_of(of);
  CHECK_FALSE(seen.at("transitions").empty());
  CHECK(seen.at("not_permitted") >= count_of(all, "503 breaker_open"));
}

SCENARIO("more payment workers take a clearly greater share of the same load (A69, K13)", "[A69]") {
  const auto share_with = [](const std::string& workers) {
    shop of;
    of.start_node({"--payment-calls", workers});
    of.open_stores();
    of.behave(R"({"latency_ms":300})");
    placing_burst siege{{.port = of.node_port(), .path = "/orders", .body = [](int) {
                           return R"({"item": "chicken"})";
                         }}};
    CHECK(siege.await([](const auto& all) { return all.size() >= 600; }));
    const auto& all = siege.stop();
    WARN(workers << " at once: " << figures_of(all));
    for (const auto& each : all) {
      INFO(each.answer.status << ' ' << each.answer.body);
      CHECK((each.answer.status == 201 || each.answer.status == 503));
    }
    return count_of(all, "201") / double(all.size());
  };
  CHECK(share_with("64") > 1.5 * share_with("4"));
}

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
  of.behave(R"({"latency_ms":1500})");
  const auto first = of.node().post(orders, order_body("pizza", "kim"));
  CHECK(first.status == 503);
  CHECK(first.member("code") == "payment_unknown");
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
  of.behave(R"({"down":true})");
  placing_burst siege{
    {.port = of.node_port(), .clients = 4, .body = [](int) { return order_body("pizza", "kim"); }}};
  REQUIRE(siege.await([](const auto& all) { return count_of(all, "503 breaker_open") >= 5; }));
  siege.stop();
  REQUIRE(is_in(of, "open"));
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
