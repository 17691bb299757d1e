#include "actors/notification_home.hpp"

#include "tests/persistence/read_places.hpp"
#include "tests/support/must.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::persistence;
using namespace std::chrono_literals;
using baedal::support::must;

namespace {

/// Orders "o1", "o2", … of which a customer was told at these times.
using journal_of_news = std::vector<instant>;

/// Builds the read model anew from all that happened, as a projector does.
void rebuild(read_model& reads, const journal_of_news& news) {
  auto& table = reads.notifications();
  if (!must(table.silent_until()))
    must(table.keep_silent_until(noon - 10min));
  const auto silent = *must(table.silent_until());
  must(reads.drop_all());
  read_changes changes;
  changes.offsets = {{1, 0, news.size()}};
  changes.as_of = news.back();
  for (std::size_t i = 0; i < news.size(); ++i) {
    notification_record row;
    row.order = order_id{"o" + std::to_string(i + 1)};
    row.version = 1;
    row.brand = brand_id{"pizza"};
    row.at = news[i];
    changes.notifications.push_back(row);
    changes.messages.push_back({{row.order, 1, audience::customer, notify_channel::kakao},
                                carrier::alimtalk,
                                news[i],
                                news[i] <= silent ? message_status::skipped
                                                  : message_status::queued});
  }
  must(reads.apply(changes));
}

/// Sends what is due, and notes it: "o1 o3 ".
std::string sent_by(read_model& reads, instant now) {
  std::string sent;
  auto& table = reads.notifications();
  for (const auto& row : must(table.due(carrier::alimtalk, now, 100))) {
    message_change change{{row.what.order, 1, audience::customer, notify_channel::kakao},
                          row.messages.at(0)};
    change.state.status = message_status::sent;
    change.state.due.reset();
    must(table.record({&change, 1}));
    sent += row.what.order.value + " ";
  }
  return sent;
}

} // namespace

SCENARIO("wherever notifications are moved, old events are not news there", "[I9][000-I2]") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto other_place = new_read_place(adapter);
  auto main = place->open_connected();
  auto other = other_place->open_connected();
  const auto settle = [&](read_model* elsewhere, instant now) {
    must(actors::settle_notifications(*main, elsewhere, now));
  };
  journal_of_news news{noon, noon + 1s};
  settle(nullptr, noon);
  CHECK_FALSE(must(main->notifications().silent_until())); // Its first projector decides.
  rebuild(*main, news);
  CHECK(sent_by(*main, noon) == "o1 ");

  settle(other.get(), noon + 60min);
  CHECK(must(other->notifications().silent_until()) == noon + 50min);
  news.push_back(noon + 51min);
  rebuild(*other, news);
  CHECK(sent_by(*other, noon + 60min) == "o3 ");
  THEN("the one that has them keeps them, however often the node starts") {
    settle(other.get(), noon + 120min);
    CHECK(must(other->notifications().silent_until()) == noon + 50min);
    news.push_back(noon + 70min);
    rebuild(*other, news);
    CHECK(sent_by(*other, noon + 120min) == "o4 ");
  }
  THEN("the main one that gets them back sends nothing of what came meanwhile, or waits there") {
    settle(nullptr, noon + 180min);
    news.push_back(noon + 179min);
    rebuild(*main, news);
    CHECK(sent_by(*main, noon + 180min) == "o4 ");
    settle(nullptr, noon + 240min);
    CHECK(must(main->notifications().silent_until()) == noon + 170min);
    AND_THEN("neither does the other one when it gets them once more") {
      settle(other.get(), noon + 240min);
      news.push_back(noon + 239min);
      rebuild(*other, news);
      CHECK(sent_by(*other, noon + 240min) == "o5 ");
    }
  }
  THEN("what waits there for its next attempt is as old as its event") {
    const message_change tried{
      {order_id{"o2"}, 1, audience::customer, notify_channel::kakao},
      {notify_channel::kakao, carrier::alimtalk, message_status::retrying, 3, noon + 200min, {},
       "status 503", ""}};
    must(main->notifications().record({&tried, 1}));
    if (GENERATE(false, true))
      must(main->drop_all());
    settle(nullptr, noon + 180min);
    rebuild(*main, news);
    CHECK(sent_by(*main, noon + 300min) == "");
  }
  THEN("a third one, or one that was lost, is new") {
    auto third_place = new_read_place(adapter);
    auto third = third_place->open_connected();
    settle(third.get(), noon + 120min);
    rebuild(*third, news);
    CHECK(sent_by(*third, noon + 120min) == "");
    settle(other.get(), noon + 180min);
    CHECK(must(other->notifications().silent_until()) == noon + 170min);
  }
}

SCENARIO("a main database that was lost leaves the notifications where they are", "[I9][000-I2]") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto main_place = new_read_place(adapter);
  auto other_place = new_read_place(adapter);
  auto other = other_place->open_connected();
  must(actors::settle_notifications(*main_place->open_connected(), other.get(), noon + 60min));
  const journal_of_news news{noon, noon + 61min};
  rebuild(*other, news);
  const auto silent = [&] { return must(other->notifications().silent_until()); };
  REQUIRE(silent() == noon + 50min);
  auto fresh_place = new_read_place(adapter);
  auto fresh = fresh_place->open_connected();
  WHEN("the other one has had them until now") {
    must(actors::settle_notifications(*fresh, other.get(), noon + 65min));
    CHECK(silent() == noon + 50min);
    must(actors::settle_notifications(*fresh, other.get(), noon + 400min));
    CHECK(silent() == noon + 50min);
  }
  WHEN("its lists are of another hour") {
    must(actors::settle_notifications(*fresh, other.get(), noon + 300min));
    CHECK(silent() == noon + 290min);
  }
}

SCENARIO("once it is decided which events are old, projectors keep to it") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  CHECK_FALSE(reads->notifications().silent_until()->has_value());
  REQUIRE(reads->notifications().keep_silent_until(noon));
  REQUIRE(reads->notifications().keep_silent_until(noon + std::chrono::hours{1}));
  REQUIRE(reads->drop_all());
  auto later = place->open_connected();
  CHECK(*later->notifications().silent_until() == noon);
}
