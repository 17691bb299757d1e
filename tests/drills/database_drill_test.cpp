#include "tests/drills/order_audit.hpp"
#include "tests/support/postgres_server.hpp"

#include <catch2/catch.hpp>

#include <sys/resource.h>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;

namespace {

/// What the client of one order at drill-pizza keeps of a good answer.
order_record record_of(const std::string& key, const http_answer& answer) {
  INFO(key << ": " << answer.status << ' ' << answer.body);
  REQUIRE(answer.status == 201);
  return {"pizza",
          key,
          order_body("pizza", "kim"),
          201,
          {},
          answer.member("order_id"),
          {{"place", std::stoull(answer.member("version")), answer.body}}};
}

/// Nothing is written, the process lives, and it says so.
void check_shut(shop& of) {
  auto to = of.node();
  CHECK(support::eventually(10s, [&] { return to.get("/readyz").status == 503; }));
  CHECK(to.get("/livez").status == 200);
  const auto refused = to.post("/api/v1/orders", order_body("pizza", "kim"), "while-away");
  INFO(refused.status << ' ' << refused.body);
  CHECK(refused.status == 503);
  CHECK_FALSE(refused.retry_after.empty());
}

order_record check_open(shop& of) {
  auto to = of.node();
  const bool ready = support::eventually(40s, [&] { return to.get("/readyz").status == 200; });
  INFO(of.node_log());
  REQUIRE(ready);
  http_answer placed;
  support::eventually(40s, [&] {
    placed = to.post("/api/v1/orders", order_body("pizza", "kim"), "while-away");
    return placed.status != 503;
  });
  return record_of("while-away", placed);
}

/// How large a file of another process may grow; what is written beyond it fails.
void limit_files(pid_t process, rlim_t bytes) {
  const rlimit limit{bytes, RLIM_INFINITY};
  REQUIRE(::prlimit(process, RLIMIT_FSIZE, &limit, nullptr) == 0);
}

/// The size of the file that grows with each commit.
std::uintmax_t size_of_log(const shop& of) {
  return std::filesystem::file_size(of.folder() / "node.db-wal");
}

} // namespace

SCENARIO("a database that is stopped and started under load costs 503s and nothing else",
         "[I1][I2][I4][I5][I6][I7][I10][I11]") {
  support::postgres_server server;
  if (!server.stoppable()) {
    WARN("left out: the server given by TEST_PG_DSN cannot be stopped");
    return;
  }
  shop of{server.url_of_new_schema()};
  of.start_node();
  of.open_stores();
  const auto orders = drill_orders();
  order_load load{{.port = of.node_port(), .orders = orders, .seed = 3}};
  REQUIRE(load.await(orders / 3));
  server.stop();
  check_shut(of);
  server.start();
  REQUIRE(load.await(orders * 2 / 3));
  server.crash();
  check_shut(of);
  server.start();
  auto records = load.finish();
  records.push_back(check_open(of));
  audit_orders(of, records);
}

SCENARIO("a database that is frozen is noticed within seconds, and costs 503s at once",
         "[I1][I6][I7][I10]") {
  support::postgres_server server;
  if (!server.stoppable()) {
    WARN("left out: the server given by TEST_PG_DSN cannot be frozen");
    return;
  }
  shop of{server.url_of_new_schema()};
  of.start_node();
  of.open_stores();
  auto to = of.node();
  std::vector<order_record> records;
  const auto known = to.post("/api/v1/orders", order_body("pizza", "kim"), "before");
  records.push_back(record_of("before", known));
  server.freeze();
  const bool noticed = support::eventually(15s, [&] { return to.get("/readyz").status == 503; });
  INFO(of.node_log());
  CHECK(noticed);
  const auto begun = std::chrono::steady_clock::now();
  const auto refused = to.post("/api/v1/orders", order_body("pizza", "kim"), "while-away");
  CHECK(std::chrono::steady_clock::now() - begun < 3s); // The edge's own deadline is 10 s.
  CHECK(refused.status == 503);
  CHECK(refused.member("code") == "unavailable");
  CHECK_FALSE(refused.retry_after.empty());
  CHECK(to.get("/livez").status == 200);
  CHECK(to.get("/api/v1/orders/" + known.member("order_id")).status == 200);
  server.thaw();
  records.push_back(check_open(of));
  audit_orders(of, records);
}

SCENARIO("a disk that takes no more is told with 503, and once it does the node goes on",
         "[I6][I7]") {
  shop of;
  of.start_node();
  of.open_stores();
  std::vector<order_record> records;
  records.push_back(check_open(of));
  limit_files(of.node_pid(), size_of_log(of) + 4'096);
  http_answer refused;
  for (int number = 0; number < 50 && refused.status == 0; ++number) {
    const auto key = "full-" + std::to_string(number);
    const auto answer = of.node().post("/api/v1/orders", order_body("pizza", "kim"), key);
    if (answer.status == 201)
      records.push_back(record_of(key, answer));
    else
      refused = answer;
  }
  INFO(refused.status << ' ' << refused.body << '\n' << of.node_log());
  CHECK(refused.status == 503);
  CHECK(of.node().get("/livez").status == 200);
  limit_files(of.node_pid(), RLIM_INFINITY);
  const auto key = "full-" + std::to_string(records.size() - 1);
  http_answer last;
  support::eventually(40s, [&] {
    last = of.node().post("/api/v1/orders", order_body("pizza", "kim"), key);
    return last.status != 503;
  });
  records.push_back(record_of(key, last));
  audit_orders(of, records);
}
