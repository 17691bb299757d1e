#include "tests/drills/order_audit.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <regex>
#include <sstream>

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

/// Whether no worker that counts what waits for it, as the journal's and the projector's do, has
/// anything to do.
bool is_idle(const shop& of) {
  const auto tree = of.node().get("/api/v1/ops/tree");
  INFO(tree.body);
  REQUIRE(tree.status == 200);
  REQUIRE(tree.body.find(R"("depth":)") != std::string::npos);
  static const std::regex busy{R"("depth":[1-9])"};
  return !std::regex_search(tree.body, busy);
}

/// The lists once they say nothing new for a second in which nothing waits to be written: a commit
/// may take as long where other programs keep the disk busy.
std::map<std::string, std::string> lists_at_rest(const shop& of) {
  auto lists = lists_of(of);
  auto since = std::chrono::steady_clock::now();
  CHECK(support::eventually(60s, [&] {
    auto now = lists_of(of);
    if (now != lists || !is_idle(of)) {
      lists = std::move(now);
      since = std::chrono::steady_clock::now();
    }
    return std::chrono::steady_clock::now() - since > 1s;
  }));
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

/// Checks that positions have no gap; how many events of each order the topic holds.
std::map<std::string, std::size_t> read_topic(const shop& of, const std::string& brand) {
  std::istringstream lines{
    of.node().get("/api/v1/events?after=0&format=canonical&topic=" + brand).body};
  std::map<std::string, std::size_t> counts;
  std::size_t position = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto event = json::parse(line);
    CHECK(event.at("position") == ++position);
    if (event.at("aggregateId") == event.at("orderId")) // Others are stores' and customers'.
      ++counts[event.at("orderId").get<std::string>()];
  }
  return counts;
}

/// The topics hold each public event of each order once.
void check_topics(const shop& of, const std::vector<order_record>& records) {
  std::map<std::string, std::size_t> counts;
  for (const auto* brand : {"pizza", "dongne", "mealkit"})
    counts.merge(read_topic(of, brand));
  for (const auto& record : records)
    CHECK((record.id.empty() || counts.contains(record.id)));
  auto node = of.node();
  for (const auto& [id, count] : counts) {
    const auto answer = node.get("/api/v1/orders/" + id + "/history?limit=500");
    INFO(id << ": " << answer.body);
    CHECK(json::parse(answer.body).at("events").size() == count);
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
