#include "tests/drills/shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

const std::string orders = "/api/v1/orders";
const std::string stores = "core/entities/stores";

http_answer place(const shop& of, const std::string& brand, const std::string& key) {
  return of.node().post(orders, order_body(brand, "kim"), key);
}

/// The node of the live tree at a path such as "node/core".
json node_at(const json& from, const std::string& path) {
  if (from.at("path") == path)
    return from;
  if (from.contains("children"))
    for (const auto& child : from.at("children"))
      if (auto found = node_at(child, path); !found.is_null())
        return found;
  return nullptr;
}

json tree_node(const shop& of, const std::string& path) {
  return node_at(json::parse(of.node().get("/api/v1/ops/tree").body).at("tree"), path);
}

int stock_left(const shop& of) {
  const auto menu = of.node().get("/api/v1/stores/drill-mealkit/menu");
  return menu.status == 200 ? json::parse(menu.body).at("items").at(0).at("stock").get<int>() : -1;
}

} // namespace

SCENARIO("orders that need no stock are taken while the stores are suspended, and the others catch "
         "up exactly once",
         "[I2][I4][I10][I11][I14]") {
  shop of;
  of.start_node({"--allow-drills", "--edge-deadline-ms", "2000"});
  of.open_stores();
  const auto holding = place(of, "mealkit", "m0").member("order_id");
  REQUIRE_FALSE(holding.empty());
  REQUIRE(stock_left(of) == stock_at_first - 1);
  REQUIRE(of.suspend(stores).member("suspended") == "true");
  GIVEN("suspended stores") {
    THEN("the tree says so, and nothing is restarted") {
      const auto held = tree_node(of, "node/core/entities/stores");
      CHECK(held.at("suspended") == true);
      CHECK(held.at("state") == "up");
      CHECK(held.at("restarts") == 0);
      CHECK_FALSE(tree_node(of, "node/core/entities/orders").contains("suspended"));
    }
    THEN("a store cannot be asked, and orders without limited stock are taken") {
      const auto store = of.node().get("/api/v1/stores/drill-pizza");
      CHECK(store.status == 503);
      CHECK_FALSE(store.retry_after.empty());
      CHECK(place(of, "pizza", "p1").status == 201);
      CHECK(place(of, "dongne", "d1").status / 100 == 2);
    }
    WHEN("an order that holds stock is cancelled meanwhile and the stores come back") {
      const auto cancelled = of.node().post(orders + "/" + holding + "/cancel", "{}");
      INFO(cancelled.body);
      CHECK(cancelled.status == 200);
      REQUIRE(of.resume(stores).status == 200);
      THEN("what it owes the store is done once") {
        CHECK(support::eventually(30s, [&] { return stock_left(of) == stock_at_first; }));
      }
    }
    WHEN("limited dishes are ordered meanwhile and the stores come back") {
      for (const std::string key : {"m1", "m2", "m3"}) {
        const auto answer = place(of, "mealkit", key);
        INFO(answer.body);
        CHECK(answer.status == 503);
      }
      // As the web writes a path in a path.
      const auto resumed = "/api/v1/ops/tree/core%2Fentities%2Fstores/resume";
      REQUIRE(of.node().post(resumed, "").member("suspended") == "false");
      THEN("each is placed once, and its stock is taken once") {
        for (const std::string key : {"m1", "m2", "m3"}) {
          http_answer last;
          support::eventually(30s, [&] {
            last = place(of, "mealkit", key);
            return last.status / 100 == 2;
          });
          INFO(last.status << ' ' << last.body);
          CHECK(last.status / 100 == 2);
          CHECK(place(of, "mealkit", key).body == last.body);
        }
        CHECK(support::eventually(30s, [&] { return stock_left(of) == stock_at_first - 4; }));
        CHECK(tree_node(of, "node/core/entities/stores").at("restarts") == 0);
      }
    }
  }
}

SCENARIO("orders are taken and cooked while the riders are suspended, and are picked up afterwards",
         "[000-N2][001-N1][I4][I11]") {
  shop of;
  of.start_node({"--allow-drills", "--edge-deadline-ms", "2000"});
  of.open_stores();
  REQUIRE(of.suspend("core/entities/riders").member("suspended") == "true");
  const auto order = orders + "/" + place(of, "dongne", "d1").member("order_id");
  for (const auto* step : {"accept", "start-cooking", "finish-cooking"})
    REQUIRE(of.node().post(order + "/" + step, "{}").status == 200);
  const std::string rider = R"({"rider_id":"r1"})";
  CHECK(of.node().post(order + "/pick", rider).status == 503);
  CHECK(of.node().get(order).member("status") == "awaiting_rider");
  REQUIRE(of.resume("core/entities/riders").member("suspended") == "false");
  CHECK(support::eventually(30s, [&] {
    const auto picked = of.node().post(order + "/pick", rider);
    return picked.status == 200 && picked.member("status") == "out_for_delivery";
  }));
  const auto history = of.node().get(order + "/history").body;
  const auto first = history.find("delivery_picked");
  CHECK(first != std::string::npos);
  CHECK(history.rfind("delivery_picked") == first);
}

SCENARIO("orders are taken while nobody is notified, and each message goes out once afterwards",
         "[000-N2][001-N1][004-N3][I9]") {
  shop of;
  of.start_node({"--allow-drills"});
  of.open_stores();
  REQUIRE(of.suspend("core/readers/notifier").member("suspended") == "true");
  std::vector<std::string> placed;
  for (const std::string key : {"d1", "d2", "d3"})
    placed.push_back(orders + "/" + place(of, "dongne", key).member("order_id"));
  const auto messages_of = [&](const std::string& order) {
    auto all = json::array();
    const auto told = json::parse(of.node().get(order + "/notifications").body);
    for (const auto& each : told.at("notifications"))
      if (each.at("status") != "recorded") // Those are for reading only.
        all.push_back(each);
    return all;
  };
  for (const auto& order : placed)
    CHECK(support::eventually(10s, [&] { return !messages_of(order).empty(); }));
  for (const auto& order : placed)
    for (const auto& message : messages_of(order))
      CHECK(message.at("status") == "queued");
  REQUIRE(of.resume("core/readers/notifier").member("suspended") == "false");
  for (const auto& order : placed) {
    CHECK(support::eventually(30s, [&] {
      const auto all = messages_of(order);
      return std::all_of(all.begin(), all.end(),
                         [](const json& each) { return each.at("status") == "sent"; });
    }));
    for (const auto& message : messages_of(order))
      CHECK(message.at("attempts") == 1);
  }
}
