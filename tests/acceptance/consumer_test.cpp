#include "tests/drills/shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

using namespace baedal::drills;
using namespace std::chrono_literals;
using baedal::support::eventually;
using nlohmann::json;

namespace {

void place(const shop& of, const std::string& key) {
  const auto placed = of.node().post(
    "/api/v1/orders",
    R"({"brand":"pizza","store_id":"drill-pizza","customer_id":"kim",)"
    R"("recipient":{"phone":"010-1234-5678"},"items":[{"item_id":"dish","quantity":1}],)"
    R"("payment":{"method":"card","token":"tok_drill"}})",
    key);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
}

/// How often each message arrived that the consumer sent, by its text.
std::map<std::string, int> told(const shop& of) {
  std::map<std::string, int> all;
  const auto books = json::parse(of.sandbox().get("/sandbox/notifications").body);
  CHECK(books.at("refused") == 0);
  for (const auto& each : books.at("notifications"))
    all[each.at("text").get<std::string>()] += each.at("received").get<int>();
  return all;
}

std::size_t events_of(const shop& of) {
  const auto lines = of.node().get("/api/v1/events?topic=pizza&after=0").body;
  return static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
}

} // namespace

SCENARIO("A104 a consumer in another language tells customers, comes and goes, and misses nothing",
         "[000-I4][002-I3][002-I7]") {
  shop of;
  of.start_node();
  of.open_stores();
  const auto address = [](std::uint16_t port) {
    return "http://127.0.0.1:" + std::to_string(port);
  };
  const std::vector<std::string> command{BAEDAL_EXAMPLES "/tell_by_kakao",
                                         "--node",
                                         address(of.node_port()),
                                         "--kakao",
                                         address(of.sandbox_port()),
                                         "--position",
                                         (of.folder() / "position").string(),
                                         "--pause",
                                         "0.05"};
  place(of, "before");
  baedal::support::process consumer{command, of.folder() / "consumer-1.log"};
  CHECK(eventually(20s, [&] { return told(of).size() == 2; })); // Placed and approved.
  consumer.kill();
  const auto before = told(of).size();
  for (const std::string key : {"meanwhile-1", "meanwhile-2", "meanwhile-3"})
    place(of, key);
  CHECK(told(of).size() == before);
  const baedal::support::process again{command, of.folder() / "consumer-2.log"};
  place(of, "after");
  CHECK(eventually(20s, [&] { return events_of(of) == 10; })); // Placed and approved, five times.
  const bool all = eventually(20s, [&] { return told(of).size() == 10; });
  INFO(again.log());
  CHECK(all);
  int repeated = 0;
  for (const auto& [text, times] : told(of))
    repeated += times - 1;
  CHECK(repeated <= 1); // What it had sent when it was killed.
}
