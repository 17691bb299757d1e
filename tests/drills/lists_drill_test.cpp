#include "tests/drills/order_audit.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

/// Every list that clients can read, but for when it was read.
std::map<std::string, std::string> lists_of(const shop& of) {
  std::vector<std::string> paths;
  for (const std::string brand : {"pizza", "dongne", "mealkit"}) {
    paths.push_back("/api/v1/stores/drill-" + brand + "/orders?limit=200");
    paths.push_back("/api/v1/stores/drill-" + brand + "/popularity");
    paths.push_back("/api/v1/events?after=0&topic=" + brand);
    paths.push_back("/api/v1/events?after=0&format=canonical&topic=" + brand);
  }
  for (int number = 0; number < 7; ++number)
    paths.push_back("/api/v1/customers/customer-" + std::to_string(number) + "/orders?limit=100");
  paths.emplace_back("/api/v1/riders/r1/jobs");
  std::map<std::string, std::string> lists;
  auto node = of.node();
  for (const auto& path : paths) {
    const auto answer = node.get(path);
    INFO(path << ": " << answer.body);
    REQUIRE(answer.status == 200);
    auto document = json::parse(answer.body, nullptr, false);
    if (document.is_object())
      document.erase("as_of");
    lists[path] = document.is_object() ? document.dump() : answer.body;
  }
  return lists;
}

/// The lists once they say nothing new for a second.
std::map<std::string, std::string> lists_at_rest(const shop& of) {
  auto lists = lists_of(of);
  auto since = std::chrono::steady_clock::now();
  support::eventually(30s, [&] {
    if (auto now = lists_of(of); now != lists) {
      lists = std::move(now);
      since = std::chrono::steady_clock::now();
    }
    return std::chrono::steady_clock::now() - since > 1s;
  });
  return lists;
}

void check_equal(const std::map<std::string, std::string>& before,
                 const std::map<std::string, std::string>& after) {
  REQUIRE(before.size() == after.size());
  for (const auto& [path, body] : before) {
    INFO(path);
    CHECK(after.at(path) == body);
  }
}

/// Each topic holds the public events of its brand's orders, at positions without a gap.
void check_topics(const shop& of, const std::vector<order_record>& records) {
  std::map<std::string, std::size_t> expected;
  auto node = of.node();
  for (const auto& record : records)
    if (!record.id.empty())
      expected[record.brand] +=
        json::parse(node.get("/api/v1/orders/" + record.id + "/history?limit=500").body)
          .at("events")
          .size();
  for (const auto& [brand, count] : expected) {
    const auto answer = node.get("/api/v1/events?after=0&format=canonical&topic=" + brand);
    std::size_t position = 0;
    for (std::size_t at = 0; at < answer.body.size(); at = answer.body.find('\n', at) + 1)
      CHECK(json::parse(answer.body.substr(at, answer.body.find('\n', at) - at)).at("position")
            == ++position);
    INFO(brand);
    CHECK(position == count);
  }
}

} // namespace

SCENARIO("lists and topics survive kill -9, and rebuilding them gives equal rows", "[I8]") {
  shop of;
  of.start_node();
  of.open_stores();
  order_load load{{.port = of.node_port(), .orders = 60, .seed = 6}};
  REQUIRE(load.await(30));
  of.kill_node();
  of.start_node();
  const auto& records = load.finish();
  audit_orders(of, records);
  const auto before = lists_at_rest(of);
  check_topics(of, records);
  WHEN("the node is killed") {
    of.kill_node();
    of.start_node();
    THEN("its lists are what they were") {
      check_equal(before, lists_at_rest(of));
    }
  }
  WHEN("the read models are built anew") {
    of.stop_node();
    of.rebuild();
    of.start_node();
    THEN("they are what they were") {
      check_equal(before, lists_at_rest(of));
    }
  }
}
