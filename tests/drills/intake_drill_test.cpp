#include "tests/drills/placing_burst.hpp"
#include "tests/drills/shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;
using clock_type = std::chrono::steady_clock;

namespace {

const std::string orders = "/api/v1/orders";

/// A store of the brand that guards the creation of orders (004-N4).
void open_azer(const shop& of) {
  const std::string store = "/api/v1/stores/drill-azer";
  REQUIRE(of.node().put(store, R"({"brand":"azer","name":"Drill","area":"drill"})").status == 201);
  REQUIRE(of.node().put(store + "/menu/dish", R"({"name":"Dish","price":9000})").status == 201);
}

std::size_t orders_of(const shop& of, const std::string& customer) {
  const auto path = "/api/v1/customers/" + customer + "/orders?limit=100";
  return json::parse(of.node().get(path).body).at("orders").size();
}

double metric(const shop& of, const std::string& name) {
  const auto page = of.node().get("/metrics").body;
  const auto at = page.find("\n" + name + " ");
  return at == std::string::npos ? -1 : std::stod(page.substr(at + name.size() + 2));
}

/// What a reader and a store meet while orders storm in: the slowest of some of their requests.
std::chrono::milliseconds slowest_of_others(const shop& of, const std::string& order) {
  auto to = of.node();
  std::chrono::milliseconds slowest{};
  for (int i = 0; i < 20; ++i) {
    const auto begun = clock_type::now();
    CHECK(to.get(orders + "/" + order).status == 200);
    CHECK(to.post(orders + "/" + order + "/accept", "{}").status == 200);
    const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_type::now() - begun);
    slowest = std::max(slowest, took);
  }
  return slowest;
}

} // namespace

SCENARIO("more orders than the intake takes: a share is refused with a hint, none is half made, "
         "and all else goes on (A29, 004-N4, K13)",
         "[A29]") {
  shop of;
  of.start_node({"--intake-max", "4", "--intake-min", "2", "--intake-wait-ms", "100"});
  of.open_stores();
  open_azer(of);
  const auto placed = of.node().post(orders, order_body("azer", "early"));
  REQUIRE(placed.status == 201);
  of.behave(R"({"latency_ms":300})");
  const auto brand = GENERATE(as<std::string>{}, "azer", "pizza");
  placing_burst burst{
    {.port = of.node_port(), .clients = 64, .orders_each = 3, .body = [&](int client) {
       return order_body(brand, "late-" + std::to_string(client % 4));
     }}};
  const auto others = slowest_of_others(of, placed.member("order_id"));
  const auto& all = burst.finish();
  WARN(brand << ": " << figures_of(all) << "others at most " << others.count() << " ms");
  const auto shed = brand == "azer" ? 429 : 503;
  std::size_t taken = 0;
  std::size_t refused = 0;
  for (const auto& each : all) {
    INFO(each.answer.status << ' ' << each.answer.body);
    taken += each.answer.status == 201 ? 1 : 0;
    refused += each.answer.status == shed ? 1 : 0;
    CHECK((each.answer.status == 201 || each.answer.member("code") == "overloaded"));
    CHECK((each.answer.status == 201 || !each.answer.retry_after.empty()));
  }
  CHECK(all.size() == 64 * 3);
  CHECK(taken + refused == all.size());
  CHECK(taken >= 4);
  CHECK(refused >= 32);
  const auto visible = [&] {
    std::size_t sum = 0;
    for (int customer = 0; customer < 4; ++customer)
      sum += orders_of(of, "late-" + std::to_string(customer));
    return sum;
  };
  CHECK(support::eventually(10s, [&] { return visible() == taken; }));
  const auto books = json::parse(of.sandbox().get("/sandbox/payments").body).at("payments");
  CHECK(books.size() == taken + 1);
  CHECK(others < 2s);
  CHECK(metric(of, "baedal_intake_under_way") == 0);
  CHECK(metric(of, "baedal_intake_limit") == 4);
  CHECK(metric(of, "baedal_intake_admitted_total") == static_cast<double>(taken + 1));
}

SCENARIO("the intake adapts: it shrinks while orders are late, and grows again by itself",
         "[A29][004-N4][K13]") {
  shop of;
  of.start_node({"--intake-max", "32", "--intake-min", "2", "--intake-target-ms", "400",
                 "--intake-wait-ms", "50", "--breaker-slow-ms", "9000", "--payment-calls", "32"});
  const auto* patient = R"({"policy":{"payment_answer_ms":9000}})";
  REQUIRE(of.node().put("/api/v1/brands/hansik", patient).status == 200);
  const auto limit = [&] { return metric(of, "baedal_intake_limit"); };
  REQUIRE(limit() == 32);
  of.behave(R"({"latency_ms":1000})");
  placing_burst burst{{.port = of.node_port(), .clients = 64, .path = "/orders", .body = [](int) {
                         return std::string{R"({"item":"통닭"})"};
                       }}};
  CHECK(support::eventually(30s, [&] { return limit() >= 2 && limit() <= 8; }));
  of.behave("{}");
  const auto least = limit();
  CHECK(least >= 2);
  CHECK(support::eventually(30s, [&] { return limit() > least + 2; }));
  const auto& all = burst.stop();
  WARN(figures_of(all) << "from 32 to " << least << " and back to " << limit());
  std::size_t taken = 0;
  for (const auto& each : all) {
    INFO(each.answer.status << ' ' << each.answer.body);
    taken += each.answer.status == 201 ? 1 : 0;
    CHECK((each.answer.status == 201 || each.answer.member("code") == "overloaded"));
    CHECK((each.answer.status == 201 || !each.answer.retry_after.empty()));
  }
  CHECK(taken > 0);
  CHECK(taken < all.size());
  const auto books = json::parse(of.sandbox().get("/sandbox/payments").body).at("payments");
  CHECK(books.size() == taken); // Nobody who was turned away was asked for money.
  CHECK(support::eventually(10s, [&] {
    const auto list = json::parse(of.node().get("/orders").body, nullptr, false);
    return list.at("page").at("totalElements") == taken;
  }));
}
