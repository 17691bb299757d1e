#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

actors::notification_row rejected() {
  actors::notification_row row;
  row.brand = brand_id{"dongne"};
  row.order = order_id{"orders-7"};
  row.version = 4;
  row.customer = customer_id{"c1"};
  row.store = store_id{"s1"};
  row.what = occasion::order_rejected;
  row.recipient = "c1";
  row.channels = {notify_channel::history, notify_channel::kakao, notify_channel::sms};
  row.reason = "재료소진";
  row.at = instant{1'700'000'000'000ms};
  row.messages = {{"orders-7-4-kakao-customer",
                   notify_channel::kakao,
                   message_status::sent,
                   2,
                   {},
                   instant{1'700'000'001'000ms},
                   ""},
                  {"orders-7-4-sms-customer",
                   notify_channel::sms,
                   message_status::retrying,
                   1,
                   instant{1'700'000'009'000ms},
                   {},
                   "status 503"}};
  return row;
}

} // namespace

SCENARIO("an order's notifications are shown channel by channel, with their texts",
         "[000-F8][001-F10][K15]") {
  open_api api;
  api.behind.orders.read = [](auto& what) {
    order_view seen;
    seen.id = order_id{what.id};
    if (what.id == "orders-7")
      what.back.deliver(seen);
    else
      what.back.refuse(errc::order_unknown);
  };
  api.behind.query = [](auto& what) {
    const auto& query = std::get<actors::list_order_notifications>(what);
    CHECK(query.order == order_id{"orders-7"});
    query.back.deliver({{rejected()}, {}, instant{}});
  };
  const auto reply = api.get("/api/v1/orders/orders-7/notifications");
  CHECK(reply.status == 200);
  const auto row = [&](int number, const std::string& name) {
    return member_of(reply, "/notifications/" + std::to_string(number) + "/" + name);
  };
  CHECK(row(0, "channel") == "history");
  CHECK(row(0, "status") == "recorded");
  CHECK(row(1, "id") == "orders-7-4-kakao-customer");
  CHECK(row(1, "event") == "order_rejected");
  CHECK(row(1, "audience") == "customer");
  CHECK(row(1, "status") == "sent");
  CHECK(row(1, "attempts") == "2");
  CHECK(row(1, "at") == "2023-11-14T22:13:20.000Z");
  CHECK(row(1, "sent_at") == "2023-11-14T22:13:21.000Z");
  CHECK(row(1, "text") == "[s1] 주문 7번이 거절되었습니다. 사유: 재료소진");
  CHECK(row(2, "status") == "retrying");
  CHECK(row(2, "next_attempt_at") == "2023-11-14T22:13:29.000Z");
  CHECK(row(2, "error") == "status 503");
  CHECK(row(3, "id") == "absent");
  CHECK(problem_of(api.get("/api/v1/orders/o_2/notifications")) == "404 order_unknown");
}

SCENARIO("operators list dead letters, or messages of another status, page by page") {
  open_api api;
  message_status asked{};
  std::string after;
  api.behind.query = [&](auto& what) {
    const auto& query = std::get<actors::list_messages>(what);
    asked = query.status;
    after = query.after;
    auto row = rejected();
    row.messages.resize(1);
    query.back.deliver({{row}, query.after.empty() ? row.messages[0].id : "", instant{}});
  };
  const auto first = api.get("/api/v1/ops/notifications");
  CHECK(first.status == 200);
  CHECK(asked == message_status::dead);
  CHECK(member_of(first, "/notifications/0/order_id") == "orders-7");
  CHECK(member_of(first, "/notifications/1/id") == "absent"); // Of what is only read nothing.
  const auto cursor = member_of(first, "/next_cursor");
  const auto second = api.get("/api/v1/ops/notifications?status=dead&cursor=" + cursor);
  CHECK(after == "orders-7-4-kakao-customer");
  CHECK(member_of(second, "/next_cursor") == "absent");
  api.get("/api/v1/ops/notifications?status=suppressed");
  CHECK(asked == message_status::suppressed);
  CHECK(problem_of(api.get("/api/v1/ops/notifications?status=lost")) == "422 value_invalid status");
  CHECK(problem_of(api.get("/api/v1/ops/notifications?status=queued&cursor=" + cursor))
        == "422 value_invalid cursor"); // Of another list.
}

SCENARIO("operators send a message again") {
  open_api api;
  api.behind.redeliver = [](auto& what) {
    if (what.key.version == 4)
      what.back.deliver({what.key.text(),
                         what.key.channel,
                         message_status::queued,
                         0,
                         instant{1'700'000'000'000ms},
                         {},
                         ""});
    else
      what.back.refuse(what.key.version == 5 ? errc::notification_sent
                                             : errc::notification_unknown);
  };
  const auto path = [](const std::string& id) {
    return "/api/v1/ops/notifications/" + id + "/redeliver";
  };
  const auto told = api.post(path("orders-7-4-kakao-customer"));
  CHECK(told.status == 200);
  CHECK(member_of(told, "/id") == "orders-7-4-kakao-customer");
  CHECK(member_of(told, "/status") == "queued");
  CHECK(problem_of(api.post(path("orders-7-5-kakao-customer"))) == "409 notification_sent");
  CHECK(problem_of(api.post(path("orders-7-6-kakao-customer"))) == "404 notification_unknown");
  CHECK(problem_of(api.post(path("nonsense"))) == "404 notification_unknown");
  api.behind.nobody_there = true;
  CHECK(problem_of(api.post(path("orders-7-4-kakao-customer"))) == "503 unavailable");
}
