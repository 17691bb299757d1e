#include "tests/drills/telling_shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

const std::string orders = "/api/v1/orders";
const std::string dead_letters = "/api/v1/ops/notifications";

} // namespace

SCENARIO("kill -9 of the node in the middle of sending: every notification arrives, once by its id",
         "[I9][000-F8][000-N5]") {
  telling_shop of;
  of.receivers(R"({"latency_ms":30,"error_rate":0.1,"timeout_after_success_rate":0.05})");
  of.start();
  of.open_stores();
  of.give_phone("kim");
  std::vector<std::string> placed;
  for (int life = 0; life < 4; ++life) {
    for (int i = 0; i < 15; ++i)
      placed.push_back(of.place("pizza", "kim"));
    const auto sent_before = of.letters().size();
    REQUIRE(support::eventually(30s, [&] { return of.letters().size() > sent_before + 3; }));
    of.kill_node();
    of.start();
  }
  of.receivers("{}");
  for (const auto& order : placed) {
    INFO(order);
    CHECK(support::eventually(60s, [&] { return of.all_sent(order, "kakao", 2); }));
    for (const auto& [id, status] : of.messages(order, "history"))
      CHECK(status == "recorded");
  }
  std::set<std::string> wanted;
  for (const auto& order : placed)
    for (const auto& [id, status] : of.messages(order, "kakao"))
      wanted.insert(id);
  const auto letters = of.letters();
  CHECK(letters.size() == wanted.size());
  bool repeated = false;
  for (const auto& [id, letter] : letters) {
    CHECK(wanted.contains(id));
    CHECK(letter.conflicting == 0);
    CHECK(letter.to == "01012345678");
    repeated = repeated || letter.received > 1;
  }
  CHECK(repeated); // Else nothing went wrong in the middle.
  WHEN("the lists are dropped and built again") {
    const auto before = of.arrivals();
    of.stop_node();
    of.rebuild();
    of.start();
    const auto last = of.place("pizza", "kim");
    THEN("nothing is sent a second time, and new ones go out") {
      CHECK(support::eventually(30s, [&] { return of.all_sent(last, "kakao", 2); }));
      CHECK(of.arrivals() == before + 2);
      CHECK(of.all_sent(placed.front(), "kakao", 2));
    }
  }
}

SCENARIO("under a load of status changes SMS are shed, orders are not, and SMS come back",
         "[A91][001-X1][K15]") {
  telling_shop of;
  of.start({"--sms-shed-queue", "40", "--sms-shed-rate", "60", "--notification-rate", "100"});
  of.open_stores();
  of.give_phone("lee");
  std::vector<std::string> placed;
  for (int i = 0; i < 300; ++i)
    placed.push_back(of.place("dongne", "lee"));
  REQUIRE(support::eventually(
    30s, [&] { return of.metric("baedal_notifications_suppressed_total") > 0; }));
  int suppressed = 0, sent = 0;
  for (const auto& order : placed) {
    CHECK(support::eventually(60s, [&] {
      const auto sms = of.messages(order, "sms");
      return of.all_sent(order, "kakao", 2) && sms.size() == 2 // Placed, and paid.
             && std::all_of(sms.begin(), sms.end(), [](const auto& each) {
                  return each.second == "sent" || each.second == "suppressed";
                });
    }));
    for (const auto& [id, status] : of.messages(order, "sms"))
      (status == "sent" ? sent : suppressed) += 1;
  }
  WARN(placed.size() << " orders: " << sent << " SMS sent, " << suppressed << " suppressed");
  CHECK(suppressed > 0);
  CHECK(of.metric("baedal_notifications_suppressed_total") >= suppressed);
  CHECK(support::eventually(30s, [&] { return of.metric("baedal_sms_shed") == 0; }));
  const auto later = of.place("dongne", "lee");
  CHECK(support::eventually(30s, [&] { return of.all_sent(later, "sms", 2); }));
}

SCENARIO("a webhook that is gone makes dead letters, which are sent again on request",
         "[003-X1][I9]") {
  telling_shop of;
  of.receivers(R"({"gone_410":true})");
  of.start();
  of.open_stores();
  const auto order = of.place("mealkit", "park");
  std::string id;
  REQUIRE(support::eventually(30s, [&] {
    const auto listed = json::parse(of.node().get(dead_letters).body).at("notifications");
    if (listed.size() != 1)
      return false;
    id = listed[0].at("id");
    return listed[0].at("order_id") == order && listed[0].at("audience") == "seller";
  }));
  CHECK(of.metric("baedal_notification_endpoint_gone{carrier=\"webhook\"}") == 1);
  of.receivers("{}");
  const auto again = of.node().post(dead_letters + "/" + id + "/redeliver", "");
  INFO(again.body);
  CHECK(again.status == 200);
  CHECK(support::eventually(30s, [&] { return of.all_sent(order, "marketing", 1); }));
  CHECK(of.letters().at(id).text.find("결제가 완료되었습니다")
        != std::string::npos);
  CHECK(of.node().post(dead_letters + "/" + id + "/redeliver", "").status == 409);
  CHECK(of.node().post(dead_letters + "/nobody/redeliver", "").status == 404);
}

SCENARIO("who was forgotten is not called, and messages never hold a number") {
  telling_shop of;
  of.receivers(R"({"down":true})");
  of.start();
  of.open_stores();
  of.give_phone("choi");
  const auto order = of.place("pizza", "choi");
  REQUIRE(support::eventually(30s, [&] {
    const auto all = of.messages(order, "kakao");
    return all.size() == 2 && all.begin()->second == "retrying";
  }));
  REQUIRE(of.node().remove("/api/v1/customers/choi/personal").status == 200);
  of.receivers("{}");
  CHECK(support::eventually(60s, [&] {
    const auto all = of.messages(order, "kakao");
    return std::all_of(all.begin(), all.end(),
                       [](const auto& each) { return each.second == "dead"; });
  }));
  const auto shown = of.node().get(orders + "/" + order + "/notifications").body;
  CHECK(shown.find("no recipient") != std::string::npos);
  CHECK(shown.find("010-1234-5678") == std::string::npos);
  CHECK(of.letters().empty());
  for (const auto* number : {"010-1234-5678", "01012345678"})
    CHECK(of.node_log().find(number) == std::string::npos);
}
