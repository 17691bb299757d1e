#include "tests/drills/order_audit.hpp"
#include "tests/support/postgres_server.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::drills;

namespace {

/// Kills in the middle of the load as often as `kills`, then audits. Returns what was in doubt.
template <class Kill>
void drill(shop& of, int kills, Kill kill) {
  of.start_node();
  of.open_stores();
  const auto orders = drill_orders();
  order_load load{{.port = of.node_port(), .orders = orders}};
  for (int life = 1; life <= kills; ++life) {
    REQUIRE(load.await(orders * life / (kills + 1)));
    kill();
  }
  const auto& records = load.finish();
  int unanswered = 0;
  for (const auto& record : records)
    unanswered += record.unanswered;
  CHECK(unanswered > 0); // Else nothing was killed in the middle.
  audit_orders(of, records);
}

} // namespace

SCENARIO("kill -9 of the node in the middle of concurrent orders loses nothing that was answered",
         "[I1][I2][I4][I5][I6][I7][I10][I11]") {
  GIVEN("a node over SQLite under load") {
    shop of;
    THEN("every answered state stands, nothing is stuck and the money is right") {
      drill(of, 2, [&] {
        of.kill_node();
        of.start_node();
      });
    }
  }
  GIVEN("a node over PostgreSQL under load") {
    support::postgres_server server;
    shop of{server.url_of_new_schema()};
    THEN("every answered state stands, nothing is stuck and the money is right") {
      drill(of, 2, [&] {
        of.kill_node();
        of.start_node();
      });
    }
  }
}

SCENARIO("kill -9 of the payment gateway and of the node both keeps the books right",
         "[I1][I2][I6][I10][I11]") {
  shop of;
  drill(of, 2, [&] {
    of.kill_sandbox();
    of.kill_node();
    of.start_node();
    of.start_sandbox();
  });
}
