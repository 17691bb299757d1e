#include "persistence/read_list.hpp"
#include "persistence/read_model.hpp"
#include "tests/drills/shop.hpp"
#include "tests/support/kafka_cluster.hpp"
#include "tests/support/postgres_server.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

/// Places an order of dongne and cooks it, so that riders may pick it; its id.
std::string cook_one(const shop& of) {
  auto node = of.node();
  const auto placed = node.post("/api/v1/orders", order_body("dongne", "c1"));
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  const auto id = placed.member("order_id");
  for (const auto* step : {"accept", "start-cooking", "finish-cooking"})
    REQUIRE(node.post("/api/v1/orders/" + id + "/" + step, "{}").status == 200);
  return id;
}

bool job_is_listed(const shop& of, const std::string& id) {
  const auto jobs = of.node().get("/api/v1/riders/r1/jobs");
  return jobs.status == 200 && jobs.body.find('"' + id + '"') != std::string::npos;
}

/// An order of azer, as its clients place, pay, accept and cook it: it leaves by itself.
void cook_for_azer(const shop& of, const std::string& number) {
  auto node = of.node();
  const auto order = R"({"orderId":)" + number + "}";
  const auto say = [&](const std::string& path, const std::string& body) {
    const auto answer = node.post(path, body);
    INFO(path << ": " << answer.body);
    REQUIRE(answer.status / 100 == 2);
  };
  say("/orderPlaced", R"({"storeId":1,"menuId":1,"menuCount":2,"menuPrice":9000,"customerId":1,)"
                      R"("customerAddress":"서울","phoneNumber":"01012345678"})");
  say("/pay", R"({"payMethod":1,"cardNumber":"1234","deliveryFee":3000,"orderId":)" + number + "}");
  say("/storeOrderAccepted", order);
  say("/storeCooked", order);
}

/// azer's deliveries as its clients see them, a row a page: the total, and the first page.
std::string listed_deliveries(const shop& of) {
  const auto answer = of.node().get("/deliveries?size=1");
  if (answer.status != 200)
    return std::to_string(answer.status) + ' ' + answer.body;
  const auto page = json::parse(answer.body);
  auto text = page.at("page").at("totalElements").dump();
  for (const auto& row : page.at("_embedded").at("deliveries"))
    text += ' ' + row.at("_links").at("self").at("href").get<std::string>() + ' '
            + row.at("deliveryStatus").get<std::string>();
  return text;
}

/// The rows about a part of azer's orders that a database itself has.
std::vector<std::string> azer_rows_in(result<std::unique_ptr<persistence::read_model>> reads,
                                      order_part part) {
  REQUIRE(reads);
  REQUIRE((*reads)->connect());
  auto found = (*reads)->collection({.collection = "orders", .brands = {"azer"}, .part = part});
  REQUIRE(found);
  CHECK(found->total == found->orders.size());
  return found->orders;
}

/// Whether all lists that may be moved show the two orders; what each answered where they do not.
std::string missing_in_lists(const shop& of, const std::string& id) {
  const std::map<std::string, std::string> wanted{
    {"/api/v1/riders/r1/jobs", id},
    {"/api/v1/orders/" + id + "/payments", "approved"},
    {"/api/v1/stores/hansik-default/popularity", "chicken"},
    {"/api/v1/customers/c1/orders", id},
    {"/api/v1/stores/drill-dongne/orders", id},
    {"/api/v1/orders/" + id + "/notifications", "order_placed"},
    {"/orders", "/orders/1"}};
  std::string missing;
  for (const auto& [path, text] : wanted)
    if (const auto seen = of.node().get(path);
        seen.status != 200 || seen.body.find(text) == std::string::npos)
      missing += path + ": " + std::to_string(seen.status) + ' ' + seen.body + '\n';
  return missing;
}

} // namespace

SCENARIO("open deliveries may stand in another database than the rest (004-I3, A30)") {
  shop of;
  const auto file = of.folder() / "delivery.db";
  const std::vector<std::string> elsewhere{"--read-model", "delivery=sqlite://" + file.string()};
  of.start_node(elsewhere);
  of.open_stores();
  const auto id = cook_one(of);
  support::eventually(10s, [&] { return job_is_listed(of, id); });
  CHECK(job_is_listed(of, id));
  CHECK(std::filesystem::exists(file));
  WHEN("the node is killed and started again") {
    of.kill_node();
    of.start_node(elsewhere);
    THEN("the list is what it was") {
      CHECK(job_is_listed(of, id));
    }
  }
  WHEN("the lists are built anew") {
    REQUIRE(of.stop_node() == 0);
    std::filesystem::remove(file);
    REQUIRE(of.rebuild(elsewhere) == 0);
    of.start_node(elsewhere);
    THEN("the list is what it was") {
      CHECK(job_is_listed(of, id));
    }
  }
  WHEN("the list stands with the rest again, after a rebuild") {
    REQUIRE(of.stop_node() == 0);
    REQUIRE(of.rebuild() == 0);
    of.start_node();
    THEN("it is what it was") {
      CHECK(job_is_listed(of, id));
    }
  }
}

SCENARIO("azer's deliveries stand in the other database, and nowhere else (004-I3, A30)") {
  shop of;
  const auto url = "sqlite://" + (of.folder() / "delivery.db").string();
  const std::vector<std::string> elsewhere{"--read-model", "delivery=" + url};
  const std::vector<std::string> both{"orders-1", "orders-2"};
  const auto shows = [&](const std::string& total) {
    const auto wanted = total + " http://127.0.0.1:" + std::to_string(of.node_port())
                        + "/deliveries/1 DeliveryStarted";
    support::eventually(10s, [&] { return listed_deliveries(of) == wanted; });
    CHECK(listed_deliveries(of) == wanted);
  };
  const auto check_apart = [&] {
    shows("2");
    CHECK(azer_rows_in(persistence::open_read_list(url), order_part::delivery) == both);
    CHECK(azer_rows_in(persistence::open_read_list(url), order_part::payment).empty());
    const auto main = [&] { return persistence::open_read_model(of.database()); };
    CHECK(azer_rows_in(main(), order_part::delivery).empty());
    CHECK(azer_rows_in(main(), order_part::whole) == both);
    CHECK(azer_rows_in(main(), order_part::payment) == both);
  };
  of.start_node(elsewhere);
  cook_for_azer(of, "1");
  shows("1");
  cook_for_azer(of, "2");
  check_apart();
  of.kill_node();
  of.start_node(elsewhere);
  check_apart();
  REQUIRE(of.stop_node() == 0);
  REQUIRE(std::filesystem::remove(of.folder() / "delivery.db"));
  REQUIRE(of.rebuild(elsewhere) == 0);
  of.start_node(elsewhere);
  check_apart();
  WHEN("they stand with the rest again, after a rebuild") {
    REQUIRE(of.stop_node() == 0);
    REQUIRE(of.rebuild() == 0);
    of.start_node();
    THEN("they are listed as before") {
      shows("2");
      CHECK(azer_rows_in(persistence::open_read_model(of.database()), order_part::delivery)
            == both);
    }
  }
}

SCENARIO("every list that may be moved may stand in a database of another kind (004-I3)",
         "[000-I2][000-C11][002-I2]") {
  support::postgres_server server;
  shop of{server.url_of_new_schema()};
  const std::vector<std::string> lists{"delivery", "payments",    "popularity",   "customers",
                                       "queues",   "collections", "notifications"};
  const auto file_of = [&](const std::string& list) { return of.folder() / (list + ".db"); };
  std::vector<std::string> elsewhere;
  for (const auto& list : lists) {
    elsewhere.push_back("--read-model");
    elsewhere.push_back(list + "=sqlite://" + file_of(list).string());
  }
  of.start_node(elsewhere);
  of.open_stores();
  const auto id = cook_one(of);
  REQUIRE(of.node().post("/orders", R"({"item":"chicken"})").status == 201);
  REQUIRE(of.node().post("/api/v1/orders/orders-1/start-cooking", "{}").status == 200);
  const auto check_lists = [&] {
    support::eventually(10s, [&] { return missing_in_lists(of, id).empty(); });
    CHECK(missing_in_lists(of, id) == "");
    for (const auto& list : lists)
      CHECK(std::filesystem::exists(file_of(list)));
  };
  check_lists();
  of.kill_node();
  of.start_node(elsewhere);
  check_lists();
  REQUIRE(of.stop_node() == 0);
  for (const auto& list : lists)
    CHECK(std::filesystem::remove(file_of(list)));
  REQUIRE(of.rebuild(elsewhere) == 0);
  of.start_node(elsewhere);
  check_lists();
}

SCENARIO("the brands' events reach Kafka, also those of a node that was killed (004-I4, 000-U6)") {
  support::kafka_cluster kafka;
  const std::vector<std::string> relayed{"--kafka", kafka.brokers()};
  shop of;
  of.start_node(relayed);
  of.open_stores();
  const auto first = cook_one(of);
  REQUIRE(kafka.consume("dongne", 5).size() >= 5);
  of.kill_node();
  kafka.set_reachable(false);
  of.start_node(relayed);
  const auto second = cook_one(of); // Nobody waits for Kafka.
  kafka.set_reachable(true);
  std::map<std::string, std::vector<std::string>> seen;
  support::eventually(30s, [&] {
    seen.clear();
    for (const auto& each : kafka.consume("dongne", 10, 5s))
      seen[each.key].push_back(json::parse(each.value).at("eventType"));
    return seen[second].size() >= 5;
  });
  const std::vector<std::string> life{"OrderPlaced", "Paid", "OrderAccepted", "CookStarted",
                                      "CookFinished"};
  CHECK(seen[first] == life);
  CHECK(seen[second] == life);
}
