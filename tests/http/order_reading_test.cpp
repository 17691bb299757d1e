#include "http/cursor.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;

namespace {

order_view some_order() {
  order_view order;
  order.id = order_id{"o_1"};
  order.status = order_status::paid;
  order.version = 4;
  return order;
}

} // namespace

SCENARIO("GET of an order shows it, with the version as its tag (design 9)") {
  open_api api;
  std::optional<std::uint64_t> asked;
  auto order = some_order();
  api.behind.orders.read = [&](auto& what) {
    asked = what.version;
    if (what.id == "o_1")
      what.back.deliver(order);
    else
      what.back.refuse(errc::order_unknown);
  };
  CHECK(api.get("/api/v1/orders/o_1").status == 200);
  CHECK(api.get("/api/v1/orders/o_1").header("ETag") == "\"4\"");
  CHECK_FALSE(asked);
  const auto known = api.get("/api/v1/orders/o_1", {{"if-none-match", "\"4\""}});
  CHECK(known.status == 304);
  CHECK(known.body.empty());
  CHECK(api.get("/api/v1/orders/o_1", {{"if-none-match", "\"3\""}}).status == 200);
  CHECK(api.get("/api/v1/orders/o_1?version=2").status == 200);
  CHECK(asked == 2U);
  CHECK(problem_of(api.get("/api/v1/orders/o_1?version=two")) == "422 value_invalid version");
  CHECK(problem_of(api.get("/api/v1/orders/o_1?version=-1")) == "422 value_invalid version");
  CHECK(problem_of(api.get("/api/v1/orders/o_2")) == "404 order_unknown");
  order.hidden = true;
  CHECK(problem_of(api.get("/api/v1/orders/o_1")) == "404 order_unknown");
  CHECK(problem_of(api.get("/api/v1/orders/o_1?version=2")) == "404 order_unknown");
}

SCENARIO("the history is paged by version (design 9, History)") {
  open_api api;
  std::uint64_t after = 99;
  std::size_t limit = 0;
  api.behind.history = [&](auto& what) {
    after = what.after;
    limit = what.limit;
    actors::history_page page;
    page.events.push_back({after + 1, "order_placed", instant{}, R"({"total":1})"});
    if (after == 0)
      page.next_after = 1;
    what.back.deliver(std::move(page));
  };
  const auto first = api.get("/api/v1/orders/o_1/history");
  CHECK(first.status == 200);
  CHECK(limit == 50);
  CHECK(member_of(first, "/events/0/version") == "1");
  CHECK(member_of(first, "/events/0/type") == "order_placed");
  CHECK(member_of(first, "/events/0/at") == "1970-01-01T00:00:00.000Z");
  CHECK(member_of(first, "/events/0/data/total") == "1");
  const auto cursor = member_of(first, "/next_cursor");
  const auto second = api.get("/api/v1/orders/o_1/history?limit=500&cursor=" + cursor);
  CHECK(after == 1);
  CHECK(limit == 500);
  CHECK(member_of(second, "/next_cursor") == "absent");
  CHECK(problem_of(api.get("/api/v1/orders/o_2/history?cursor=" + cursor))
        == "422 value_invalid cursor");
  CHECK(problem_of(api.get("/api/v1/orders/o_1/history?limit=501")) == "422 value_invalid limit");
  CHECK(problem_of(api.get("/api/v1/orders/o_1/history?limit=0")) == "422 value_invalid limit");
  CHECK(problem_of(api.get("/api/v1/orders/o_1/history?cursor="
                           + encode_cursor("history/o_1", "x")))
        == "422 value_invalid cursor");
}

SCENARIO("payments come from the read model") {
  open_api api;
  api.behind.orders.read = [](auto& what) {
    if (what.id == "o_1")
      what.back.deliver(some_order());
    else
      what.back.refuse(errc::order_unknown);
  };
  api.behind.query = [](auto& what) {
    const auto& query = std::get<actors::list_payments>(what);
    actors::page<actors::payment_row> page;
    page.rows.push_back({2, "approved", money{18'000}, "card", instant{}});
    query.back.deliver(std::move(page));
  };
  const auto reply = api.get("/api/v1/orders/o_1/payments");
  CHECK(reply.status == 200);
  CHECK(member_of(reply, "/payments/0/status") == "approved");
  CHECK(member_of(reply, "/payments/0/amount") == "18000");
  CHECK(member_of(reply, "/payments/0/version") == "2");
  CHECK(member_of(reply, "/as_of") == "1970-01-01T00:00:00.000Z");
  CHECK(problem_of(api.get("/api/v1/orders/o_2/payments")) == "404 order_unknown");
  CHECK(problem_of(api.get("/api/v1/orders/o_1/payments?cursor=zzz"))
        == "422 value_invalid cursor");
}
