#include "tests/drills/breaker_watch.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;

// What the brands' users did with siege: clients who order and order, at a payment gateway that is
// slow.

namespace {

/// What an operator is shown of a breaker that opened, refused and closed.
void check_breaker_was_seen(const shop& of, int refused) {
  INFO("the operator sees what happened");
  CHECK(support::eventually(30s, [&] { // The siege alone may have made it open once more.
    of.node().post("/orders", R"({"item": "chicken"})");
    return is_in(of, "closed");
  }));
  const auto seen = breaker_of(of);
  CHECK(seen.at("state") == "closed");
  CHECK(seen.at("not_permitted") >= refused);
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

} // namespace

SCENARIO("payments that get slow: orders and fast refusals, the breaker opens and closes again "
         "(A68, 000-N3, 000-C7, 002-N3, 002-C6, 003-O2, K13)",
         "[A68][I1][I2][000-O2]") {
  shop of;
  of.start_node(quick_breaker);
  of.open_stores();
  be_impatient(of);
  of.behave(R"({"latency_ms":400,"latency_spread_ms":220})");
  // Hansik's siege, with every fourth client one of mealkit; and pizza's beside it.
  const auto body = [](int client) {
    return client % 4 == 0 ? R"({"prodId": 1, "qty":5})" : R"({"item": "chicken"})";
  };
  placing_burst siege{{.port = of.node_port(), .clients = 100, .path = "/orders", .body = body}};
  placing_burst pizzas{
    {.port = of.node_port(), .clients = 20, .path = "/pizzaOrders", .body = [](int) {
       return R"({"customerId":10,"state":"PLACE","price":10000})";
     }}};
  for (auto* each : {&siege, &pizzas})
    REQUIRE(each->await(
      [](const auto& all) {
        return count_of(all, "201") >= 10 && count_of(all, "503 breaker_open") >= 20;
      },
      120s)); // Few of the few that an ill gateway is asked for are pizza's.
  const auto while_slow = siege.size();
  of.behave("{}");
  // Nine of ten: while the breaker refuses it is none. The siege alone may make it open once more.
  CHECK(siege.await(
    [&](const auto& all) {
      return all.size() >= while_slow + 200 && count_of({all.end() - 100, all.end()}, "201") >= 90;
    },
    60s));
  auto all = siege.stop();
  const auto& pizza = pizzas.stop();
  WARN(figures_of(all) << "pizza: " << figures_of(pizza));
  all.insert(all.begin(), pizza.begin(), pizza.end());
  for (const auto& each : all) {
    INFO(each.answer.status << ' ' << each.answer.body);
    CHECK((each.answer.status == 201 || each.answer.status == 503));
    CHECK((each.answer.status == 201 || !each.answer.retry_after.empty()));
    CHECK(each.took < 5s);
  }
  CHECK(median_of(all, "503 breaker_open") < 200ms);
  INFO("each order is paid once, and money without an order goes back (I1, I2)");
  const auto told = ids_told(all);
  CHECK(support::eventually(30s, [&] { return books_agree(of, told); }));
  check_breaker_was_seen(of, count_of(all, "503 breaker_open"));
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
  of.behave("{}");
  CHECK(support::eventually(30s, [&] {
    return of.node().post("/orders", R"({"prodId": 1, "qty":5})").status == 201
           && is_in(of, "closed");
  }));
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
