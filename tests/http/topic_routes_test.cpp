#include "tests/http/open_api.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <thread>

using namespace baedal;
using namespace baedal::http;

namespace {

actors::topic_row row(std::uint64_t position) {
  return {position,
          "o_1-1",
          {entity_kind::order, "o_1"},
          "order_placed",
          order_id{"o_1"},
          1,
          instant{std::chrono::milliseconds{250}},
          R"({"order_id":"o_1","total":7,"order":{"store_id":"s1","customer_id":"c1",)"
          R"("items":[{"item_id":"m1","options":["문앞"]}],"total":7,"method":"card"}})",
          position - 1};
}

/// A topic of `last` events, answered page by page.
auto topic_of(const std::uint64_t& last) {
  return [&last](actors::query_message& what) {
    const auto& query = std::get<actors::list_topic>(what);
    actors::page<actors::topic_row> page;
    for (auto at = query.after + 1; at <= last && page.rows.size() < query.limit; ++at)
      page.rows.push_back(row(at));
    if (!page.rows.empty() && page.rows.back().position < last)
      page.next = "more";
    query.back.deliver(std::move(page));
  };
}

std::ptrdiff_t lines_of(const response& reply) {
  return std::count(reply.body.begin(), reply.body.end(), '\n');
}

} // namespace

SCENARIO("a topic is NDJSON from after a position to the present end (design 9, Events)",
         "[M5.9]") {
  open_api api;
  const std::uint64_t last = 500;
  api.behind.query = topic_of(last);
  const auto all = api.get("/api/v1/events?topic=dongne");
  CHECK(all.status == 200);
  CHECK(all.content_type == "application/x-ndjson; charset=utf-8");
  CHECK(lines_of(all) == 500);
  CHECK(all.header("X-Last-Position") == "500");
  CHECK(all.body.starts_with(
    R"({"eventType":"OrderPlaced","timestamp":"1970-01-01T09:00:00.250+09:00",)"
    R"("timestampMs":250,"position":1,"id":"o_1",)"
    R"("orderId":"o_1","status":"주문됨","foodId":"m1","options":"문앞","storeId":"s1",)"
    R"("customerId":"c1","address":null})"
    "\n"));
  CHECK(lines_of(api.get("/api/v1/events?topic=dongne&after=498")) == 2);
  CHECK(api.get("/api/v1/events?topic=dongne&after=500").body.empty());
  const auto some = api.get("/api/v1/events?topic=dongne&limit=150");
  CHECK(lines_of(some) == 150);
  CHECK(some.header("X-Last-Position") == "150");
  const auto ours = api.get("/api/v1/events?topic=dongne&format=canonical&limit=1");
  CHECK(member_of(ours, "/eventType") == "order_placed");
  CHECK(member_of(ours, "/topic") == "dongne");
  CHECK(member_of(ours, "/sequence") == "1");
  CHECK(member_of(ours, "/causationId") == "null");
  const auto next = api.get("/api/v1/events?topic=dongne&format=canonical&after=1&limit=1");
  CHECK(member_of(next, "/causationId") == "o_1-1");
  CHECK(member_of(ours, "/occurredAtMs") == "250");
  CHECK(member_of(ours, "/data/total") == "7");
}

SCENARIO("operators have a topic of their own: what circuit breakers do (K13)", "[M5.9]") {
  open_api api;
  api.behind.query = [](actors::query_message& what) {
    const auto& query = std::get<actors::list_topic>(what);
    CHECK(query.brand == brand_id{"ops"});
    const auto data = R"({"breaker":"payments","from":"closed","reason":"12 of 20 calls failed",)"
                      R"("changed_at":"1970-01-01T00:00:00.000Z"})";
    query.back.deliver({{{1,
                          "breaker/payments-1",
                          {entity_kind::breaker, "payments"},
                          "breaker_opened",
                          {},
                          1,
                          instant{std::chrono::milliseconds{250}},
                          data,
                          0}},
                        {},
                        {}});
  };
  CHECK(api.get("/api/v1/events?topic=ops").body
        == R"({"eventType":"BreakerOpened","timestamp":"1970-01-01T09:00:00.250+09:00",)"
           R"("timestampMs":250,"position":1,"breaker":"payments","from":"closed",)"
           R"("reason":"12 of 20 calls failed","changedAt":"1970-01-01T00:00:00.000Z"})"
           "\n");
  const auto ours = api.get("/api/v1/events?topic=ops&format=canonical");
  CHECK(member_of(ours, "/eventType") == "breaker_opened");
  CHECK(member_of(ours, "/eventId") == "breaker/payments-1");
  CHECK(member_of(ours, "/aggregateId") == "payments");
  CHECK(member_of(ours, "/orderId") == "null");
  CHECK(member_of(ours, "/data/reason") == "12 of 20 calls failed");
}

SCENARIO("a limit is kept, however many events there are") {
  open_api api;
  const std::uint64_t last = 25'000;
  api.behind.query = topic_of(last);
  const auto some = api.get("/api/v1/events?topic=dongne&limit=10000");
  CHECK(lines_of(some) == 10'000);
  CHECK(some.header("X-Last-Position") == "10000");
  CHECK(problem_of(api.get("/api/v1/events?topic=dongne&limit=10001"))
        == "422 value_invalid limit");
}

SCENARIO("a topic without a limit is sent to its end, as the client takes it") {
  open_api api;
  const std::uint64_t last = 25'000;
  std::atomic<std::size_t> queries{0};
  std::atomic<bool> away{false};
  api.behind.query = [&, answer = topic_of(last)](actors::query_message& what) {
    ++queries;
    if (away)
      std::get<actors::list_topic>(what).back.refuse(errc::unavailable);
    else
      answer(what);
  };
  const auto reply = api.raw(verb::get, "/api/v1/events?topic=dongne&after=5", {}, {});
  REQUIRE(std::holds_alternative<stream_reply>(reply));
  const auto& stream = std::get<stream_reply>(reply);
  CHECK(stream.kind == stream_kind::document);
  CHECK(stream.content_type == "application/x-ndjson; charset=utf-8");
  CHECK(stream.heartbeat.empty());
  GIVEN("a client that takes nothing") {
    THEN("little is read ahead of it") {
      CHECK(queries < 20);
      CHECK(stream.source->queued() < 1024 * 1024);
    }
  }
  GIVEN("a client that takes everything") {
    std::string body;
    stream_source::batch batch;
    while (!batch.last) {
      batch = stream.source->take();
      body += batch.bytes;
      std::this_thread::yield();
      REQUIRE(stream.source->queued() < 1024 * 1024);
    }
    CHECK_FALSE(batch.cut);
    CHECK(std::count(body.begin(), body.end(), '\n') == 24'995);
    CHECK(body.find("\"position\":6,") != std::string::npos);
    CHECK(body.find("\"position\":25000,") != std::string::npos);
  }
  GIVEN("a client that goes away") {
    stream.source->abandon();
    CHECK(stream.source->take().last);
  }
  GIVEN("a read model that goes away in the middle") {
    away = true;
    stream_source::batch batch;
    while (!batch.last)
      batch = stream.source->take();
    CHECK(batch.cut);
  }
  stream.source->abandon();
}

SCENARIO("a topic request is checked") {
  open_api api;
  CHECK(problem_of(api.get("/api/v1/events")) == "422 value_invalid topic");
  CHECK(problem_of(api.get("/api/v1/events?topic=nobody")) == "404 brand_unknown topic");
  CHECK(problem_of(api.get("/api/v1/events?topic=dongne&after=-1")) == "422 value_invalid after");
  CHECK(problem_of(api.get("/api/v1/events?topic=dongne&after=99999999999999999999"))
        == "422 value_invalid after");
  CHECK(problem_of(api.get("/api/v1/events?topic=dongne&limit=0")) == "422 value_invalid limit");
  CHECK(problem_of(api.get("/api/v1/events?topic=dongne&format=xml"))
        == "422 value_invalid format");
  CHECK(problem_of(api.get("/api/v1/events?topic=dongne")) == "503 unavailable");
}

SCENARIO("a client that accepts a stream follows the topic") {
  open_api api;
  std::uint64_t last = 300;
  std::promise<actors::subscribe_message> arrived;
  api.behind.subscribe = [&](auto& what) { arrived.set_value(std::move(what)); };
  api.behind.query = topic_of(last);
  const auto reply = api.raw(verb::get, "/api/v1/events?topic=dongne&after=100", {},
                             {{"accept", "text/event-stream"}, {"last-event-id", "297"}});
  REQUIRE(std::holds_alternative<stream_reply>(reply));
  const auto source = std::get<stream_reply>(reply).source;
  auto hub = arrived.get_future().get();
  CHECK(hub.order.value == actors::every_order);
  const auto read_until = [&](const std::string& mark) {
    std::string frames;
    while (frames.find(mark) == std::string::npos)
      frames += source->take().bytes;
    return frames;
  };
  const auto begin = read_until("id: 300\n");
  CHECK(begin.starts_with("id: 298\ndata: {\"eventType\":\"OrderPlaced\""));
  CHECK(begin.find("id: 299\n") != std::string::npos);
  WHEN("the hub says that something was committed") {
    last = 302;
    const actors::public_event news{1, {}, {}, {}};
    CHECK(hub.tell(news));
    THEN("what is new is sent, once") {
      CHECK(read_until("id: 302\n").starts_with("id: 301\n"));
    }
  }
  WHEN("the client goes") {
    source->abandon();
    THEN("it is nudged no more") {
      CHECK_FALSE(hub.tell({1, {}, {}, {}}));
    }
  }
  source->abandon();
}
