#include "http/intake_queue.hpp"

#include <catch2/catch.hpp>

using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

using clock_type = adaptive_limit::clock;
using verdict = intake_queue::verdict;

/// So many requests, two milliseconds apart, that the limit judges once.
constexpr int one_period = 126;

/// Requests that end one after the other, two milliseconds apart.
struct steady_load {
  explicit steady_load(adaptive_limit::bounds within) : limit(within) {
    // nop
  }
  void end(int number, std::chrono::milliseconds took, std::size_t under_way) {
    for (int i = 0; i < number; ++i, now += 2ms)
      limit.learn(took, under_way, now);
  }
  adaptive_limit limit;
  clock_type::time_point now{};
};

} // namespace

SCENARIO("the limit falls while requests are late and grows back when they are not (004-N4)") {
  steady_load load{{4, 100, 50ms}};
  REQUIRE(load.limit.limit() == 100);
  WHEN("requests are late at a hundred at once") {
    load.end(one_period, 60ms, 100);
    THEN("a fifth fewer are let in after a period") {
      CHECK(load.limit.limit() == 80);
      AND_WHEN("they stay late") {
        for (int i = 0; i < 40; ++i)
          load.end(one_period, 60ms, load.limit.limit());
        THEN("it falls to the least, and no further") {
          CHECK(load.limit.limit() == 4);
        }
      }
      AND_WHEN("they are in time again") {
        load.end(one_period, 20ms, 80);
        CHECK(load.limit.limit() == 84);
        for (int i = 0; i < 20; ++i)
          load.end(one_period, 20ms, load.limit.limit());
        THEN("it grows to the most, and no further") {
          CHECK(load.limit.limit() == 100);
        }
      }
    }
  }
  WHEN("late ones come to a tenth and no more") {
    for (int i = 0; i < 13; ++i) {
      load.end(9, 20ms, 100);
      load.end(1, 60ms, 100);
    }
    THEN("nothing changes") {
      CHECK(load.limit.limit() == 100);
    }
  }
  WHEN("few are under way, and late") {
    load.end(one_period, 60ms, 10);
    THEN("the limit falls below what was used, not below what was allowed") {
      CHECK(load.limit.limit() == 8);
      AND_WHEN("they are in time, and never reach it") {
        for (int i = 0; i < 20; ++i)
          load.end(one_period, 20ms, 7);
        THEN("it stays: nobody knows what more of them would do") {
          CHECK(load.limit.limit() == 8);
        }
      }
    }
  }
  WHEN("only a few requests end") {
    load.end(19, 60ms, 1);
    load.now += 10s;
    THEN("nothing is learnt from them") {
      CHECK(load.limit.limit() == 100);
    }
  }
}

SCENARIO("requests go on, wait in order for a bounded time, or are turned away (004-N4, A29)") {
  intake_queue door{{1, 2, 4, 1s, 200ms}};
  clock_type::time_point now{};
  REQUIRE(door.enter(now).what == verdict::goes_on);
  REQUIRE(door.enter(now).what == verdict::goes_on);
  const auto third = door.enter(now);
  now += 50ms;
  const auto fourth = door.enter(now);
  REQUIRE(third.what == verdict::waits);
  REQUIRE(fourth.what == verdict::waits);
  CHECK(door.under_way() == 2);
  CHECK(door.waiting() == 2);
  THEN("where all places are taken it is turned away at once") {
    CHECK(door.enter(now).what == verdict::turned_away);
  }
  WHEN("one that is under way ends") {
    const auto next = door.leave(10ms, now);
    THEN("who waited longest goes on") {
      CHECK(next == std::vector{third.number});
      CHECK(door.under_way() == 2);
      AND_THEN("who comes now waits behind the other") {
        const auto fifth = door.enter(now);
        REQUIRE(fifth.what == verdict::waits);
        CHECK(door.leave(10ms, now) == std::vector{fourth.number});
        CHECK(door.leave(10ms, now) == std::vector{fifth.number});
      }
    }
  }
  WHEN("time passes") {
    CHECK(door.next_expiry() == clock_type::time_point{} + 200ms);
    CHECK(door.expire(now + 149ms).empty());
    CHECK(door.expire(now + 150ms) == std::vector{third.number});
    THEN("the others wait for their own time") {
      CHECK(door.next_expiry() == clock_type::time_point{} + 250ms);
      CHECK(door.leave(10ms, now + 150ms) == std::vector{fourth.number});
      CHECK_FALSE(door.next_expiry());
    }
  }
}

SCENARIO("where no waiting is allowed, what finds no permit is turned away at once") {
  intake_queue door{{1, 1, 4, 1s, 0ms}};
  CHECK(door.enter({}).what == verdict::goes_on);
  CHECK(door.enter({}).what == verdict::turned_away);
  CHECK(door.leave(1ms, {}).empty());
  CHECK(door.enter({}).what == verdict::goes_on);
}
