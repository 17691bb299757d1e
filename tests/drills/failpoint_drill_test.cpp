#include "tests/drills/order_audit.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

const std::string points = "/api/v1/ops/failpoints";

http_answer arm(const shop& of, const std::string& point, const std::string& how) {
  return of.node().put(points + "/" + point, how);
}

json state_of(const shop& of, const std::string& point) {
  const auto list = json::parse(of.node().get(points).body);
  for (const auto& state : list.at("failpoints"))
    if (state.at("name") == point)
      return state;
  return nullptr;
}

void await_fired(const shop& of, const std::string& point, int times) {
  CHECK(support::eventually(60s, [&] { return state_of(of, point).at("fired") == times; }));
}

} // namespace

SCENARIO("failpoints of a real node under load lose nothing that was answered",
         "[I1][I2][I4][I5][I6][I7][I10][I11]") {
  shop of;
  of.start_node({"--allow-drills"});
  of.open_stores();
  const auto orders = drill_orders();
  order_load load{{.port = of.node_port(), .orders = orders}};
  REQUIRE(load.await(orders / 10));
  WHEN("the answers to three commits are lost") {
    REQUIRE(arm(of, "journal.breaks_after_commit", R"({"times":3})").status == 200);
    await_fired(of, "journal.breaks_after_commit", 3);
    THEN("each outcome is found out, and every answered state stands") {
      CHECK(of.node_log().find("failpoint journal.breaks_after_commit is armed")
            != std::string::npos);
      audit_orders(of, load.finish());
    }
  }
  WHEN("messages get lost and come twice, one in ten") {
    REQUIRE(arm(of, "obligation.lost", R"({"probability":0.1})").status == 200);
    REQUIRE(arm(of, "obligation.twice", R"({"probability":0.1})").status == 200);
    REQUIRE(arm(of, "gateway.answer_lost", R"({"probability":0.1})").status == 200);
    const auto& records = load.finish();
    for (const auto* point : {"obligation.lost", "obligation.twice", "gateway.answer_lost"}) {
      CHECK(state_of(of, point).at("fired") > 0);
      CHECK(of.node().remove(points + "/" + point).status == 200);
    }
    THEN("every answered state stands, and money and stock are right") {
      audit_orders(of, records);
    }
  }
  WHEN("the process ends right after a commit, twice") {
    for (int life = 0; life < 2; ++life) {
      const auto told = arm(of, "journal.dies_after_commit", R"({"action":"exit","times":1})");
      CHECK((told.status == 200 || told.status == 0)); // It may be over before it has answered.
      REQUIRE(of.await_node_end(60s));
      of.start_node({"--allow-drills"});
      REQUIRE(load.await(orders * (life + 1) / 3));
    }
    THEN("every answered state stands, nothing is stuck and the money is right") {
      const auto& records = load.finish();
      int unanswered = 0;
      for (const auto& record : records)
        unanswered += record.unanswered;
      CHECK(unanswered > 0); // Else nobody was in the middle of it.
      audit_orders(of, records);
    }
  }
}

SCENARIO("a node that was not told to allow drills does not let itself be harmed") {
  shop of;
  of.start_node();
  CHECK(arm(of, "journal.dies_after_commit", R"({"action":"exit"})").status == 403);
  CHECK(of.node().get(points).status == 403);
  CHECK(of.node().post("/api/v1/ops/tree/core/suspend", "").status == 403);
  CHECK(of.node().get("/readyz").status == 200);
}
