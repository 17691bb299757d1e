#include "tests/persistence/read_places.hpp"
#include "tests/support/must.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::persistence;
using namespace std::chrono_literals;
using baedal::support::must;

namespace {

notification_record told(const std::string& order, std::uint64_t version,
                         const std::string& brand = "dongne", audience to = audience::customer) {
  notification_record row;
  row.order = order_id{order};
  row.version = version;
  row.to = to;
  row.brand = brand_id{brand};
  row.what = occasion::order_rejected;
  row.recipient = "c1";
  row.customer = customer_id{"c1"};
  row.store = store_id{"s1"};
  row.channels = {notify_channel::history, notify_channel::kakao, notify_channel::sms};
  row.amount = money{21'000};
  row.reason = "재료 \"소진\"";
  row.left = money{4'000};
  row.at = noon + std::chrono::seconds{version};
  return row;
}

new_message message(const std::string& order, std::uint64_t version, notify_channel channel,
                    audience to = audience::customer) {
  return {{order_id{order}, version, to, channel},
          *carrier_of(channel, to),
          noon + std::chrono::seconds{version}};
}

message_key key(const std::string& order, std::uint64_t version, notify_channel channel) {
  return {order_id{order}, version, audience::customer, channel};
}

/// A transaction that takes slice 1 one position on.
read_changes step(std::uint64_t position) {
  read_changes changes;
  changes.offsets = {{1, position - 1, position}};
  changes.as_of = noon;
  return changes;
}

/// "1 dongne/o1-3 customer kakao:queued sms:queued", one line per row.
std::vector<std::string> shown(const std::vector<notification_row>& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows) {
    auto line = std::to_string(row.number) + " " + row.what.brand.value + "/" + row.what.order.value
                + "-" + std::to_string(row.what.version) + " "
                + std::string{to_string(row.what.to)};
    for (const auto& each : row.messages)
      line +=
        " " + std::string{to_string(each.channel)} + ":" + std::string{to_string(each.status)};
    out.push_back(std::move(line));
  }
  return out;
}

using lines = std::vector<std::string>;
constexpr auto kakao = notify_channel::kakao;
constexpr auto sms = notify_channel::sms;

/// Two steps of news about three orders of two brands.
std::pair<read_changes, read_changes> tell_orders(read_model& to) {
  auto first = step(1);
  first.notifications = {told("o1", 1), told("o1", 1, "dongne", audience::ops), told("o2", 4),
                         told("p1", 2, "pizza")};
  first.messages = {message("o1", 1, sms), message("o1", 1, kakao)};
  must(to.apply(first));
  auto second = step(2);
  second.notifications = {told("o1", 3)};
  second.messages = {message("o1", 3, kakao)};
  must(to.apply(second));
  return {std::move(first), std::move(second)};
}

/// Three notifications with two messages each, one without a row yet, and one that is old.
read_changes send_messages(read_model& to) {
  auto changes = step(1);
  for (const auto version : {3, 1, 2})
    for (const auto channel : {kakao, sms}) {
      if (channel == kakao)
        changes.notifications.push_back(told("o1", static_cast<std::uint64_t>(version)));
      changes.messages.push_back(message("o1", static_cast<std::uint64_t>(version), channel));
    }
  changes.messages.push_back(message("o1", 9, kakao)); // Its notification is not there yet.
  changes.messages.push_back(message("o0", 1, kakao));
  changes.messages.back().status = message_status::skipped;
  changes.notifications.push_back(told("o0", 1));
  must(to.apply(changes));
  return changes;
}

} // namespace

SCENARIO("notification tables: rows say who was told of what, numbered per brand",
         "[000-F8][K12]") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  auto& table = reads->notifications();
  tell_orders(*reads);

  THEN("an order's rows come oldest first, with their messages by channel") {
    const auto rows = must(table.of_order(order_id{"o1"}));
    CHECK(shown(rows)
          == lines{"1 dongne/o1-1 customer kakao:queued sms:queued", "0 dongne/o1-1 ops",
                   "3 dongne/o1-3 customer kakao:queued"});
    CHECK(rows[0].what == told("o1", 1));
    CHECK(rows[0].messages[0].due == noon + 1s);
    CHECK(rows[0].messages[0].by == carrier::alimtalk);
    CHECK(must(table.of_order(order_id{"o9"})).empty());
  }
  THEN("the grade that an order earned comes last, although its version is none") {
    auto third = step(3);
    third.notifications = {told("o1", 0)};
    third.notifications[0].at = noon + 1h;
    must(reads->apply(third));
    CHECK(must(table.of_order(order_id{"o1"})).back().what.version == 0);
  }
  THEN("a brand's history is dense and paged, that of all brands is by number") {
    const auto brand = brand_id{"dongne"};
    CHECK(must(table.history_size(brand)) == 3);
    CHECK(must(table.history_size(brand_id{"pizza"})) == 1);
    CHECK(must(table.history_size(brand_id{"azer"})) == 0);
    CHECK(must(table.history_size(std::nullopt)) == 4);
    CHECK(shown(must(table.history(brand, 0, 2)))
          == lines{"1 dongne/o1-1 customer kakao:queued sms:queued", "2 dongne/o2-4 customer"});
    CHECK(shown(must(table.history(brand, 2, 2))) == lines{"3 dongne/o1-3 customer kakao:queued"});
    CHECK(must(table.history(brand, 3, 2)).empty());
    CHECK(shown(must(table.history(std::nullopt, 1, 2)))
          == lines{"1 pizza/p1-2 customer", "2 dongne/o2-4 customer"});
  }
}

SCENARIO("notification tables: dropped rows come back under their numbers", "[I8][K12]") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  auto& table = reads->notifications();
  auto [first, second] = tell_orders(*reads);
  WHEN("it is dropped, and its rows come back in another order") {
    const auto before = lines_of(*place);
    const message_change sent{
      key("o1", 1, kakao),
      {kakao, carrier::alimtalk, message_status::sent, 1, {}, noon + 2s, "", "rq"}};
    must(table.record({&sent, 1}));
    CHECK(lines_of(*place) == before); // What became of messages is not in the journal.
    must(reads->drop_all());
    CHECK(must(table.of_order(order_id{"o1"})).empty());
    CHECK(must(table.due(carrier::alimtalk, noon + 1h, 10)).empty());
    auto later = step(1);
    later.notifications = second.notifications;
    later.messages = second.messages;
    must(reads->apply(later));
    auto earlier = step(2);
    earlier.notifications = first.notifications;
    earlier.messages = first.messages;
    must(reads->apply(earlier));
    THEN("numbers are as they were, what was sent stays sent, new rows come behind") {
      CHECK(lines_of(*place) == before);
      CHECK(shown(must(table.of_order(order_id{"o1"})))[0]
            == "1 dongne/o1-1 customer kakao:sent sms:queued");
      CHECK(shown(must(table.due(carrier::alimtalk, noon + 1h, 10)))
            == lines{"3 dongne/o1-3 customer kakao:queued"});
      auto third = step(3);
      third.notifications = {told("o3", 1), told("o3", 2)};
      must(reads->apply(third));
      CHECK(shown(must(table.history(brand_id{"dongne"}, 3, 5)))
            == lines{"4 dongne/o3-1 customer", "5 dongne/o3-2 customer"});
    }
    THEN("a connection made after it gives new numbers as before") {
      auto again = place->open_connected();
      auto third = step(3);
      third.notifications = {told("o3", 1)};
      must(again->apply(third));
      CHECK(must(again->notifications().history_size(brand_id{"dongne"})) == 4);
    }
  }
}

SCENARIO("notification tables: messages are taken by time, and what became of them is kept",
         "[I9][K15]") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  auto& table = reads->notifications();
  auto changes = send_messages(*reads);

  THEN("those that are due come by time and carrier, at most as many as wanted") {
    CHECK(shown(must(table.due(carrier::alimtalk, noon + 2s, 10)))
          == lines{"2 dongne/o1-1 customer kakao:queued", "3 dongne/o1-2 customer kakao:queued"});
    CHECK(must(table.due(carrier::alimtalk, noon + 1h, 1)).size() == 1);
    CHECK(must(table.due(carrier::sms, noon + 1h, 10)).size() == 3);
    CHECK(must(table.due(carrier::webhook, noon + 1h, 10)).empty());
    CHECK(must(table.backlog(noon + 2s, 100)) == 4);
    CHECK(must(table.backlog(noon + 1h, 100)) == 7);
    CHECK(must(table.backlog(noon + 1h, 5)) == 5);
  }
  WHEN("outcomes are written down") {
    const std::vector<message_change> outcomes{
      {key("o1", 1, kakao),
       {kakao, carrier::alimtalk, message_status::sent, 1, {}, noon + 5s, "", "rq-1"}},
      {key("o1", 2, kakao),
       {kakao, carrier::alimtalk, message_status::retrying, 2, noon + 30s, {}, "status 503", ""}},
      {key("o1", 3, kakao),
       {kakao, carrier::alimtalk, message_status::dead, 15, {}, {}, "no recipient", ""}},
      {key("o7", 3, kakao), {kakao, carrier::alimtalk, message_status::sent, 1, {}, {}, "", ""}},
    };
    must(table.record(outcomes));
    THEN("only what is to be tried again is due, at its time") {
      CHECK(must(table.due(carrier::alimtalk, noon + 29s, 10)).empty());
      const auto due = must(table.due(carrier::alimtalk, noon + 30s, 10));
      REQUIRE(due.size() == 1);
      CHECK(due[0].messages[0] == outcomes[1].state);
      const auto rows = must(table.of_order(order_id{"o1"}));
      CHECK(rows[0].messages[0] == outcomes[0].state);
      CHECK(rows[2].messages[0] == outcomes[2].state);
    }
    THEN("messages of one status are listed by their ids, page by page") {
      CHECK(shown(must(table.of_status(message_status::dead, {}, 10)))
            == lines{"1 dongne/o1-3 customer kakao:dead"});
      CHECK(shown(must(table.of_status(message_status::skipped, {}, 10)))
            == lines{"4 dongne/o0-1 customer kakao:skipped"});
      const auto queued = must(table.of_status(message_status::queued, {}, 2));
      CHECK(shown(queued)
            == lines{"2 dongne/o1-1 customer sms:queued", "3 dongne/o1-2 customer sms:queued"});
      CHECK(shown(must(table.of_status(message_status::queued, key("o1", 2, sms), 2)))
            == lines{"1 dongne/o1-3 customer sms:queued"});
    }
    THEN("the same events applied once more change nothing of it") {
      must(reads->drop_all());
      auto again = step(1);
      again.notifications = changes.notifications;
      again.messages = changes.messages;
      must(reads->apply(again));
      CHECK(must(table.due(carrier::alimtalk, noon + 29s, 10)).empty());
      CHECK(shown(must(table.of_status(message_status::dead, {}, 10))).size() == 1);
    }
  }
}

SCENARIO("notification tables: what is shed says so, and all of it lasts", "[K15]") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  INFO(adapter);
  auto place = new_read_place(adapter);
  auto reads = place->open_connected();
  auto& table = reads->notifications();
  send_messages(*reads);
  WHEN("SMS are shed") {
    CHECK(must(table.suppress(carrier::sms, noon + 2s)) == 2);
    THEN("those that were due say so, the later one and KakaoTalk stay") {
      const auto shed = shown(must(table.of_status(message_status::suppressed, {}, 10)));
      CHECK(shed == lines{"2 dongne/o1-1 customer sms:suppressed",
                          "3 dongne/o1-2 customer sms:suppressed"});
      CHECK(must(table.due(carrier::sms, noon + 1h, 10)).size() == 1);
      CHECK(must(table.due(carrier::alimtalk, noon + 1h, 10)).size() == 3);
      CHECK(must(table.suppress(carrier::sms, noon + 2s)) == 0);
    }
  }
  WHEN("one is entered while they are shed") {
    auto late = step(2);
    late.notifications = {told("o5", 1)};
    late.messages = {message("o5", 1, sms)};
    late.messages.back().status = message_status::suppressed;
    must(reads->apply(late));
    const auto state = must(table.of_order(order_id{"o5"})).at(0).messages.at(0);
    CHECK((state.status == message_status::suppressed && state.error == "load" && !state.due));
    CHECK(must(table.backlog(noon + 1h, 100)) == 7); // It is none of it.
  }
  WHEN("it is opened again") {
    reads.reset();
    reads = place->open_connected();
    CHECK(must(reads->notifications().backlog(noon + 1h, 100)) == 7); // Everything is still there.
    THEN("a message that is known is not entered anew, beside those that are") {
      must(reads->notifications().suppress(carrier::sms, noon + 2s));
      for (const std::string fresh : {"o8", "o9"}) {
        auto next = step(fresh == "o8" ? 2 : 3);
        next.notifications = {told(fresh, 1)};
        next.messages = {message("o1", 1, sms), message(fresh, 1, kakao)};
        must(reads->apply(next));
      }
      auto& now = reads->notifications();
      CHECK(must(now.of_status(message_status::suppressed, {}, 10)).size() == 2);
      CHECK(shown(must(now.history(brand_id{"dongne"}, 4, 5)))
            == lines{"5 dongne/o8-1 customer kakao:queued", "6 dongne/o9-1 customer kakao:queued"});
    }
  }
}
