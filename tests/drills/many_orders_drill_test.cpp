#include "tests/drills/order_audit.hpp"
#include "tests/support/postgres_server.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;

namespace {

constexpr int orders = 1'000;
constexpr int clients = 256;

/// As many connections as clients, and some for those who look on.
const std::vector<std::string> options{"--threads", "300"};

void kill_in_the_middle(shop& of) {
  of.start_node(options);
  of.open_stores();
  order_load load{{.port = of.node_port(), .orders = orders, .clients = clients, .seed = 11}};
  REQUIRE(load.await(orders / 2));
  of.kill_node();
  of.start_node(options);
  const auto& records = load.finish();
  int unanswered = 0;
  for (const auto& record : records)
    unanswered += record.unanswered > 0;
  INFO(unanswered << " orders were in flight when the node was killed");
  CHECK(unanswered >= clients / 2);
  audit_orders(of, records);
}

} // namespace

SCENARIO("kill -9 in the middle of a thousand concurrent orders loses nothing that was answered",
         "[I1][I2][I4][I5][I6][I7][I10][I11]") {
  GIVEN("SQLite") {
    shop of;
    kill_in_the_middle(of);
  }
  GIVEN("PostgreSQL") {
    support::postgres_server server;
    shop of{server.url_of_new_schema()};
    kill_in_the_middle(of);
  }
}
