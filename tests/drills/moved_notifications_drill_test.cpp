#include "persistence/read_list.hpp"
#include "persistence/read_model.hpp"
#include "tests/drills/telling_shop.hpp"
#include "tests/support/postgres_server.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

using options = std::vector<std::string>;

/// pizza's history as its clients see it, newest first.
std::string history_of(telling_shop& of) {
  const auto answer = of.node().get("/notificationHistories?size=200&sort=id,desc");
  INFO(answer.body);
  REQUIRE(answer.status == 200);
  const auto page = json::parse(answer.body);
  return page.at("page").at("totalElements").dump()
         + page.at("_embedded").at("notificationHistories").dump();
}

std::uint64_t rows_in(result<std::unique_ptr<persistence::read_model>> reads) {
  REQUIRE(reads);
  REQUIRE((*reads)->connect());
  const auto size = (*reads)->notifications().history_size(brand_id{"pizza"});
  REQUIRE(size);
  return *size;
}

/// Places orders of pizza, and waits until KakaoTalk has both messages of each.
void tell_of(telling_shop& of, int orders) {
  for (int i = 0; i < orders; ++i) {
    const auto id = of.place("pizza", "kim");
    INFO(id);
    CHECK(support::eventually(30s, [&] { return of.all_sent(id, "kakao", 2); }));
  }
}

/// A message that was given up is a dead letter, and goes out on request.
void send_a_dead_letter_again(telling_shop& of) {
  const std::string dead_letters = "/api/v1/ops/notifications";
  of.receivers(R"({"gone_410":true})");
  const auto order = of.place("mealkit", "park");
  std::string id;
  REQUIRE(support::eventually(30s, [&] {
    const auto listed = json::parse(of.node().get(dead_letters).body).at("notifications");
    id = listed.empty() ? "" : listed[0].at("id").get<std::string>();
    return id.starts_with(order);
  }));
  of.receivers("{}");
  CHECK(of.node().post(dead_letters + "/" + id + "/redeliver", "").status == 200);
  CHECK(support::eventually(30s, [&] { return of.all_sent(order, "marketing", 1); }));
}

} // namespace

SCENARIO("the notification history may stand in another database, and everything is told once",
         "[000-I2][000-C11][000-F8][I9]") {
  support::postgres_server server;
  telling_shop of{server.url_of_new_schema()};
  const auto url = "sqlite://" + (of.folder() / "notifications.db").string();
  const options elsewhere{"--read-model", "notifications=" + url};
  of.start(elsewhere);
  of.open_stores();
  of.give_phone("kim");
  tell_of(of, 3);
  const auto before = history_of(of);
  const auto arrived = of.letters();
  const auto rows = rows_in(persistence::open_read_list(url));
  CHECK(before.starts_with(std::to_string(rows) + "["));
  CHECK(rows >= 6);
  CHECK(arrived.size() == 6);
  CHECK(rows_in(persistence::open_read_model(of.database())) == 0);
  of.kill_node();
  of.start(elsewhere);
  CHECK(history_of(of) == before);
  REQUIRE(of.stop_node() == 0);
  REQUIRE(of.rebuild(elsewhere) == 0);
  of.start(elsewhere);
  CHECK(history_of(of) == before);
  tell_of(of, 1); // Whatever were sent again would have been before it.
  const auto since = of.letters();
  CHECK(since.size() == arrived.size() + 2);
  for (const auto& [id, letter] : arrived)
    CHECK(since.at(id).received == letter.received);
  CHECK(rows_in(persistence::open_read_list(url)) > rows);
  CHECK(rows_in(persistence::open_read_model(of.database())) == 0);
  send_a_dead_letter_again(of);
  WHEN("it stands with the rest again, after a rebuild") {
    const auto ids = of.letters().size();
    REQUIRE(of.stop_node() == 0);
    REQUIRE(of.rebuild() == 0);
    of.start();
    tell_of(of, 1);
    THEN("the history is whole, and what was sent again has the ids it had") {
      CHECK(rows_in(persistence::open_read_model(of.database())) > rows);
      CHECK(of.letters().size() == ids + 2);
      for (const auto& [id, letter] : of.letters())
        CHECK(letter.conflicting == 0);
    }
  }
}
