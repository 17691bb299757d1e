#include "actors/gateway_desk.hpp"
#include "simulation/virtual_time.hpp"
#include "supervisors/kill.hpp"
#include "tests/support/still_world.hpp"

#include <array>
#include <caf/all.hpp>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;
using verdict = gateway_answer::verdict;

namespace {

using heard = std::shared_ptr<std::optional<result<gateway_answer>>>;

/// Says what it is told to say, and counts.
class counting_gateway final : public gateways::payment_gateway {
public:
  gateway_answer authorise(const gateways::authorise_call&) noexcept override {
    ++authorised;
    return saying();
  }
  gateway_answer look_up(const gateways::look_up_call&) noexcept override {
    ++repaired;
    return saying();
  }
  gateway_answer refund(const gateways::refund_call&) noexcept override {
    ++repaired;
    return saying();
  }

  verdict says = verdict::approved;
  int authorised = 0;
  int repaired = 0; ///< look-ups and refunds

private:
  [[nodiscard]] gateway_answer saying() const noexcept {
    gateway_answer out;
    out.said = says;
    return out;
  }
};

actors::breaker_settings quick() {
  actors::breaker_settings how;
  how.least_calls = 4;
  how.slow = 3s;
  how.open = 5s;
  how.probes = 2;
  return how;
}

/// A gateway desk in virtual time. A call takes `each_way` before its effect and again after it.
struct tried_desk {
  explicit tried_desk(std::chrono::milliseconds each_way = 0ms, std::size_t workers = 4)
    : many(workers), time(still, 1, {each_way, each_way}, clock_error),
      breaker(std::make_shared<actors::shared_breaker>("payments", quick(), time)) {
    open();
  }

  void open() {
    desk = actors::spawn_gateway_desk(still.system(), {.gateway = gateway,
                                                       .count = count,
                                                       .breaker = breaker,
                                                       .workers = many,
                                                       .most_waiting = 20,
                                                       .own_threads = false,
                                                       .time = &time});
    still.own(desk);
  }

  heard send(obligation_body body) {
    auto said = std::make_shared<std::optional<result<gateway_answer>>>();
    actors::reply<gateway_answer> back{[said](auto outcome) { *said = std::move(outcome); }};
    caf::anon_send(desk, actors::gateway_message{{"o"}, std::move(body), {}, std::move(back)});
    still.settle();
    return said;
  }
  heard authorise(std::chrono::milliseconds patience = 610ms) {
    return send(owe_authorise{"tok", money{1}, 1, patience});
  }

  /// Lets the breaker open by calls that fail.
  void trip() {
    gateway->says = verdict::unknown;
    for (int i = 0; i < 4; ++i) {
      authorise();
      still.advance(2 * time_of_call());
    }
    REQUIRE(breaker->report().state == breaker_state::open);
  }
  std::chrono::milliseconds time_of_call() { return time.call_time(); }

  std::size_t many;
  still_world still;
  std::chrono::milliseconds clock_error{};
  simulation::virtual_time time;
  std::shared_ptr<counting_gateway> gateway = std::make_shared<counting_gateway>();
  std::shared_ptr<actors::counters> count = std::make_shared<actors::counters>();
  std::shared_ptr<actors::shared_breaker> breaker;
  caf::actor desk;
};

std::string code_of(const heard& said) {
  return *said && **said ? (**said)->code : "";
}

verdict verdict_of(const heard& said) {
  REQUIRE(*said);
  REQUIRE(**said);
  return (**said)->said;
}

} // namespace

SCENARIO("an open breaker answers at once that nothing was asked (000-N3, 002-C6, A90)") {
  tried_desk world;
  world.trip();
  const auto calls = world.gateway->authorised;
  world.still.advance(1s);
  const auto turned_away = world.authorise();
  CHECK(verdict_of(turned_away) == verdict::unavailable);
  CHECK(code_of(turned_away) == "breaker_open");
  CHECK((**turned_away)->retry_after == 4s);
  CHECK(world.gateway->authorised == calls);
  CHECK(world.breaker->report().not_permitted == 1);
  WHEN("the gateway is well again and the time is over") {
    world.gateway->says = verdict::approved;
    world.still.advance(4s);
    THEN("the first calls are let through and close it") {
      CHECK(verdict_of(world.authorise()) == verdict::approved);
      CHECK(world.breaker->report().state == breaker_state::half_open);
      CHECK(verdict_of(world.authorise()) == verdict::approved);
      CHECK(world.breaker->report().state == breaker_state::closed);
      CHECK(world.breaker->report().closed == 1);
    }
  }
  WHEN("the gateway is still ill when the time is over") {
    world.still.advance(4s);
    world.authorise();
    THEN("it opens again") {
      CHECK(world.breaker->report().state == breaker_state::open);
      CHECK(code_of(world.authorise()) == "breaker_open");
      CHECK(world.breaker->report().opened == 2);
    }
  }
}

SCENARIO("a decline is an answer: declined cards open no breaker (K13)") {
  tried_desk world;
  world.gateway->says = verdict::declined;
  for (int i = 0; i < 50; ++i)
    CHECK(verdict_of(world.authorise()) == verdict::declined);
  CHECK(world.breaker->report().state == breaker_state::closed);
  CHECK(world.breaker->report().failed == 0);
}

SCENARIO("calls that succeed slowly open the breaker, too (A68)") {
  tried_desk world{1500ms};
  for (int i = 0; i < 4; ++i) {
    const auto said = world.authorise();
    world.still.advance(3s);
    CHECK(verdict_of(said) == verdict::approved);
  }
  CHECK(world.breaker->report().state == breaker_state::open);
}

SCENARIO("look-ups and refunds pass an open breaker, a few at a time, and count for nothing") {
  tried_desk world{100ms, 8};
  world.trip();
  const auto counted = world.breaker->report().failed;
  std::vector<heard> said;
  for (int i = 0; i < 4; ++i) {
    said.push_back(world.send(owe_look_up{}));
    said.push_back(world.send(owe_refund{"key", money{1}, true, 1}));
  }
  THEN("one of eight workers does them, one after the other") {
    for (int done = 1; done <= 8; ++done) {
      world.still.advance(200ms);
      CHECK(world.gateway->repaired == done);
    }
    for (const auto& each : said)
      CHECK(verdict_of(each) == verdict::unknown);
    CHECK(world.breaker->report().failed == counted);
    CHECK(world.breaker->report().state == breaker_state::open);
  }
  THEN("with the breaker closed half of the workers may do them") {
    tried_desk calm{100ms, 8};
    for (int i = 0; i < 8; ++i)
      calm.send(owe_look_up{});
    calm.still.advance(100ms);
    CHECK(calm.gateway->repaired == 4);
  }
}

SCENARIO("repairs take no worker from those who pay but the few kept for them") {
  tried_desk world{100ms, 8};
  for (int i = 0; i < 10; ++i)
    world.authorise();
  for (int i = 0; i < 6; ++i)
    world.send(owe_look_up{});
  world.still.advance(100ms);
  CHECK(world.gateway->authorised == 8);
  world.still.advance(200ms); // Of eight workers one repairs, two serve those who waited.
  CHECK(world.gateway->authorised == 10);
  CHECK(world.gateway->repaired == 4);
}

SCENARIO("each waits as long as he may, whoever came before him and whatever the clock is set to") {
  const auto jump = GENERATE(0ms, std::chrono::milliseconds{1h}, std::chrono::milliseconds{-1h});
  tried_desk world{10s, 1};
  world.authorise();
  const auto patient = world.authorise();
  world.still.advance(100ms);
  const auto hasty = world.authorise(200ms);
  const auto last = world.authorise();
  world.clock_error = jump;
  const auto are_told = [&](std::chrono::milliseconds later) {
    world.still.advance(later);
    return std::array{hasty->has_value(), patient->has_value(), last->has_value()};
  };
  CHECK(are_told(199ms) == std::array{false, false, false});
  CHECK(are_told(1ms) == std::array{true, false, false});
  CHECK(are_told(309ms) == std::array{true, false, false});
  CHECK(are_told(1ms) == std::array{true, true, false});
  CHECK(are_told(99ms) == std::array{true, true, false});
  CHECK(are_told(1ms) == std::array{true, true, true});
  CHECK(code_of(last) == "gateway_busy");
}

SCENARIO("who finds no free worker in time is told so, and nothing was asked (000-N3, A68)") {
  tried_desk world{400ms, 2};
  std::vector<heard> said;
  for (int i = 0; i < 5; ++i)
    said.push_back(world.authorise());
  world.still.advance(610ms);
  THEN("nobody waits longer for a worker than the gateway may take to answer") {
    for (std::size_t i = 2; i < 5; ++i) {
      CHECK(verdict_of(said[i]) == verdict::unavailable);
      CHECK(code_of(said[i]) == "gateway_busy");
    }
    CHECK(world.count->gateway_busy == 3);
    world.still.advance(10s);
    CHECK(world.gateway->authorised == 2);
    CHECK(verdict_of(said[0]) == verdict::approved);
  }
}

SCENARIO("when the breaker opens, those who wait for a worker are told at once") {
  tried_desk world{100ms, 4};
  world.gateway->says = verdict::unknown;
  std::vector<heard> said;
  for (int i = 0; i < 10; ++i)
    said.push_back(world.authorise());
  world.still.advance(200ms); // Three of the four calls that end make room for another.
  REQUIRE(world.breaker->report().state == breaker_state::open);
  for (std::size_t i = 7; i < 10; ++i)
    CHECK(code_of(said[i]) == "breaker_open");
  CHECK(world.gateway->authorised == 4);
}

SCENARIO("the breaker outlives its desk, and calls lost with it do not keep it half open") {
  tried_desk world{100ms};
  world.trip();
  world.gateway->says = verdict::approved;
  world.still.advance(5s);
  const auto lost = world.authorise();
  const auto as_well = world.authorise();
  CHECK_FALSE(*lost);
  supervisors::kill(world.desk);
  world.still.settle();
  world.open();
  WHEN("the next desk is asked") {
    const auto first = world.authorise();
    const auto second = world.authorise();
    world.still.advance(200ms);
    THEN("it may try, and closes the breaker") {
      CHECK(verdict_of(first) == verdict::approved);
      CHECK(verdict_of(second) == verdict::approved);
      CHECK(world.breaker->report().state == breaker_state::closed);
    }
  }
}

SCENARIO("a full queue refuses, certainly undone") {
  tried_desk world{400ms, 2};
  for (int i = 0; i < 21; ++i)
    world.send(owe_look_up{});
  const auto refused = world.send(owe_look_up{});
  REQUIRE(*refused);
  CHECK((*refused)->code() == errc::unavailable);
  CHECK(world.count->overloaded == 1);
}
