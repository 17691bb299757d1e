#include "tests/drills/breaker_watch.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <sstream>

namespace baedal::drills {

using nlohmann::json;

const std::vector<std::string> quick_breaker{"--breaker-calls",     "10",
                                             "--breaker-window-ms", "3000",
                                             "--breaker-open-ms",   "1000",
                                             "--breaker-probes",    "3"};

void be_impatient(const shop& of) {
  for (const auto& [store, brand] :
       std::map<std::string, std::string>{{"drill-pizza", "pizza"},
                                          {"drill-dongne", "dongne"},
                                          {"pizza-default", "pizza"},
                                          {"hansik-default", "hansik"},
                                          {"mealkit-default", "mealkit"}}) {
    const auto body = R"({"brand":")" + brand + R"(","name":"Drill","area":"drill",)"
                      + R"("policy":{"payment_settle_seconds":2}})";
    REQUIRE(of.node().put("/api/v1/stores/" + store, body).status == 200);
  }
}

json breaker_of(const shop& of) {
  return json::parse(of.node().get("/api/v1/ops/breakers").body).at("breakers").at(0);
}

bool is_in(const shop& of, const std::string& state) {
  const auto seen = of.node().get("/api/v1/ops/breakers");
  return seen.status == 200 && json::parse(seen.body).at("breakers").at(0).at("state") == state;
}

void open_breaker(shop& of) {
  of.behave(R"({"down":true})");
  placing_burst siege{
    {.port = of.node_port(), .clients = 4, .body = [](int) { return order_body("pizza", "kim"); }}};
  REQUIRE(siege.await([](const auto& all) { return count_of(all, "503 breaker_open") >= 5; }));
  siege.stop();
  REQUIRE(is_in(of, "open"));
}

std::vector<json> ops_events(const shop& of) {
  const auto seen = of.node().get("/api/v1/events?topic=ops&format=canonical");
  REQUIRE(seen.status == 200);
  std::istringstream lines{seen.body};
  std::vector<json> all;
  for (std::string line; std::getline(lines, line);)
    all.push_back(json::parse(line));
  return all;
}

int count_of(const placing_burst::records& all, const std::string& kind) {
  const auto counts = tally(all);
  const auto known = counts.find(kind);
  return known == counts.end() ? 0 : known->second;
}

json payments_of(const shop& of) {
  return json::parse(of.sandbox().get("/sandbox/payments").body).at("payments");
}

namespace {

/// "http://localhost:8081/pizzaOrders/7" is pizzaOrders-7.
std::string id_told(const json& order) {
  if (order.contains("order_id"))
    return order.at("order_id");
  const std::string self = order.at("/_links/self/href"_json_pointer);
  const auto number = self.rfind('/');
  const auto collection = self.rfind('/', number - 1);
  return self.substr(collection + 1, number - collection - 1) + "-" + self.substr(number + 1);
}

} // namespace

std::set<std::string> ids_told(const placing_burst::records& all) {
  std::set<std::string> out;
  for (const auto& each : all)
    if (each.answer.status == 201)
      out.insert(id_told(json::parse(each.answer.body)));
  return out;
}

bool books_agree(const shop& of, const std::set<std::string>& told) {
  const auto sum = [](const json& moves) {
    std::int64_t won = 0;
    for (const auto& each : moves)
      won += each.at("amount").get<std::int64_t>();
    return won;
  };
  std::size_t paid = 0;
  for (const auto& row : payments_of(of)) {
    const auto& captures = row.at("captures");
    REQUIRE(captures.size() <= 1);
    if (told.contains(row.at("order_id")))
      paid += captures.size() == 1 && row.at("cancels").empty() ? 1 : 0;
    else if (sum(captures) != sum(row.at("cancels")))
      return false;
  }
  return paid == told.size();
}

} // namespace baedal::drills
