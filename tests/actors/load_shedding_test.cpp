#include "actors/delivery_rules.hpp"
#include "actors/load_shedding.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::actors;
using namespace std::chrono_literals;
using gateways::send_answer;
using verdict = send_answer::verdict;

namespace {

constexpr instant noon{1'700'000'000'000ms};

} // namespace

SCENARIO("a long queue sheds at once and stops after a calm while below half of the bound",
         "[001-X1][K15]") {
  load_shedding load{{100, 1'000'000, 5s}};
  auto now = noon;
  CHECK_FALSE(load.look(now, 100, 0));
  CHECK(load.look(now += 1s, 101, 0));
  CHECK(load.look(now += 60s, 51, 0)); // Not yet below half.
  CHECK(load.look(now += 1s, 50, 0));
  CHECK(load.look(now += 4s, 0, 0));
  WHEN("it grows again meanwhile") {
    CHECK(load.look(now += 500ms, 60, 0));
    THEN("the calm begins anew") {
      CHECK(load.look(now += 4s, 0, 0));
      CHECK(load.look(now += 4900ms, 0, 0));
      CHECK_FALSE(load.look(now += 100ms, 0, 0));
    }
  }
  WHEN("it stays calm") {
    CHECK_FALSE(load.look(now += 1s, 0, 0));
    CHECK_FALSE(load.look(now += 1s, 100, 0));
  }
}

SCENARIO("many status changes per second shed, however short the queue", "[001-X1][A91]") {
  load_shedding load{{1'000'000, 100, 2s}};
  auto now = noon;
  std::uint64_t told = 0;
  CHECK_FALSE(load.look(now, 0, told));
  CHECK_FALSE(load.look(now += 500ms, 0, told += 1'000)); // Too short to tell.
  CHECK(load.look(now += 500ms, 0, told));
  CHECK(load.look(now += 1s, 0, told += 60));
  CHECK(load.look(now += 1s, 0, told += 50));
  CHECK(load.look(now += 1s, 0, told += 10));
  CHECK_FALSE(load.look(now += 1s, 0, told += 10));
}

SCENARIO("a clock that is set back and a counter that begins anew do no harm") {
  load_shedding load{{10, 10, 2s}};
  CHECK_FALSE(load.look(noon, 0, 1'000'000));
  CHECK_FALSE(load.look(noon - 1h, 0, 1'000'000));
  CHECK_FALSE(load.look(noon - 1h + 2s, 0, 5));
  CHECK(load.look(noon, 11, 5));
  CHECK(load.look(noon - 1h, 0, 5));
  CHECK(load.look(noon - 1h + 1s, 0, 5));
  CHECK_FALSE(load.look(noon - 1h + 2s, 0, 5));
}

SCENARIO("attempts end a message, or make it wait twice as long", "[I9]") {
  const delivery_limits limits{4, 2s, 5s};
  persistence::message_state state;
  state.due = noon;
  const send_answer fails{verdict::again, "no answer", {}};
  state = after_attempt(state, fails, noon, 0, limits);
  CHECK(state.status == message_status::retrying);
  CHECK(state.due == noon + 2s);
  CHECK(state.error == "no answer");
  state = after_attempt(state, fails, noon, 255, limits);
  CHECK(*state.due > noon + 4s);
  CHECK(*state.due <= noon + 5s);
  const auto third = after_attempt(state, fails, noon, 0, limits);
  CHECK(third.due == noon + 5s); // Never more.
  const auto fourth = after_attempt(third, fails, noon, 0, limits);
  CHECK(fourth.status == message_status::dead);
  CHECK_FALSE(fourth.due);
  CHECK(fourth.attempts == 4);
  const auto waited = after_attempt(state, {verdict::again, "busy", {}, 60s}, noon, 0, limits);
  CHECK(waited.due == noon + 60s);
  const auto sent = after_attempt(third, {verdict::sent, {}, "rq"}, noon + 1s, 0, limits);
  CHECK(sent.status == message_status::sent);
  CHECK(sent.sent_at == noon + 1s);
  CHECK(sent.receipt == "rq");
  CHECK(sent.error.empty());
  for (const auto said : {verdict::never, verdict::gone})
    CHECK(after_attempt(third, {said, "no", {}}, noon, 0, limits).status == message_status::dead);
}

SCENARIO("only what nobody has is sent again") {
  persistence::message_state state;
  state.attempts = 7;
  for (const auto status :
       {message_status::dead, message_status::suppressed, message_status::skipped}) {
    state.status = status;
    const auto again = sent_again(state, noon);
    REQUIRE(again);
    CHECK(again->status == message_status::queued);
    CHECK(again->attempts == 0);
    CHECK(again->due == noon);
  }
  state.status = message_status::retrying;
  state.due = noon + 1h;
  CHECK(sent_again(state, noon)->due == noon);
  CHECK(sent_again(state, noon)->attempts == 7);
  state.status = message_status::sent;
  CHECK(sent_again(state, noon).code() == errc::notification_sent);
}
