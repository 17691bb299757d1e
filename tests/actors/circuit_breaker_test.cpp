#include "actors/circuit_breaker.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace baedal;
using namespace baedal::actors;
using namespace std::chrono_literals;

namespace {

constexpr instant noon{std::chrono::hours{24 * 20'000 + 3}};

breaker_settings quick() {
  breaker_settings how;
  how.window = 1s;
  how.least_calls = 4;
  how.error_percent = 50;
  how.slow_percent = 75;
  how.slow = 100ms;
  how.open = 2s;
  how.probes = 3;
  return how;
}

/// A breaker and the time that it is told.
struct tried_breaker {
  explicit tried_breaker(breaker_settings how = quick()) : inner(how, noon) {
    // nop
  }

  /// Makes a call if it may; whether it did.
  bool call(bool failed, std::chrono::milliseconds took = 1ms) {
    const auto leave = inner.admit(now);
    if (leave)
      inner.record(*leave, failed, took, now);
    return leave.has_value();
  }
  void calls(int number, bool failed, std::chrono::milliseconds took = 1ms) {
    for (int i = 0; i < number; ++i)
      call(failed, took);
  }
  breaker_state state() { return inner.state(now); }

  instant now = noon;
  circuit_breaker inner;
};

constexpr bool good = false;
constexpr bool failed = true;

} // namespace

SCENARIO("a breaker opens when enough of enough calls failed (000-N3, 001-N2, 002-N3, K13)",
         "[003-O2]") {
  tried_breaker breaker;
  WHEN("fewer calls failed than it judges") {
    breaker.calls(3, failed);
    THEN("it stays closed") {
      CHECK(breaker.state() == breaker_state::closed);
      CHECK(breaker.inner.counts(breaker.now) == call_counts{3, 3, 0});
    }
  }
  WHEN("less than the share of them failed") {
    breaker.calls(3, good);
    breaker.calls(2, failed);
    THEN("it stays closed, and opens with the next") {
      CHECK(breaker.state() == breaker_state::closed);
      breaker.call(failed);
      REQUIRE(breaker.state() == breaker_state::open);
      CHECK(breaker.inner.changes().back().why == "3 of 6 calls failed");
    }
  }
  WHEN("enough of them fall into the window") {
    for (int i = 0; i < 4; ++i) {
      CHECK(breaker.state() == breaker_state::closed);
      breaker.call(failed);
      breaker.now += 300ms;
    }
    THEN("it opens") {
      CHECK(breaker.state() == breaker_state::open);
    }
  }
  WHEN("they fail so seldom that the window never holds enough") {
    for (int i = 0; i < 50; ++i) {
      breaker.call(failed);
      breaker.now += 400ms;
    }
    THEN("it stays closed") {
      CHECK(breaker.state() == breaker_state::closed);
    }
  }
}

SCENARIO("a breaker opens when calls get slow, although they succeed (A68)") {
  tried_breaker breaker;
  breaker.calls(1, good, 99ms);
  breaker.calls(2, good, 100ms);
  CHECK(breaker.state() == breaker_state::closed);
  breaker.call(good, 100ms);
  REQUIRE(breaker.state() == breaker_state::open);
  CHECK(breaker.inner.changes().back().why == "3 of 4 calls were slow");
}

SCENARIO("an open breaker lets nobody through, then a few, and they decide (A68, A90)") {
  tried_breaker breaker;
  breaker.calls(4, failed);
  REQUIRE(breaker.state() == breaker_state::open);
  CHECK_FALSE(breaker.call(good));
  breaker.now += 500ms;
  CHECK(breaker.inner.until_passable(breaker.now) == 1500ms);
  breaker.now += 1499ms;
  CHECK_FALSE(breaker.call(good));
  breaker.now += 1ms;
  REQUIRE(breaker.state() == breaker_state::half_open);
  CHECK(breaker.inner.until_passable(breaker.now) == 0ms);
  WHEN("more ask than it lets through") {
    const auto first = breaker.inner.admit(breaker.now);
    const auto second = breaker.inner.admit(breaker.now);
    const auto third = breaker.inner.admit(breaker.now);
    REQUIRE((first && second && third));
    THEN("they are turned away until these have ended") {
      CHECK_FALSE(breaker.inner.is_passable(breaker.now));
      CHECK_FALSE(breaker.inner.admit(breaker.now));
    }
    THEN("all good, it closes with a new window") {
      for (const auto& leave : {first, second, third})
        breaker.inner.record(*leave, good, 1ms, breaker.now);
      CHECK(breaker.state() == breaker_state::closed);
      CHECK(breaker.inner.counts(breaker.now) == call_counts{});
      breaker.calls(3, failed);
      CHECK(breaker.state() == breaker_state::closed);
    }
    THEN("as soon as the failures suffice it opens again, for the whole time") {
      breaker.inner.record(*second, failed, 1ms, breaker.now);
      CHECK(breaker.state() == breaker_state::half_open);
      breaker.inner.record(*third, failed, 1ms, breaker.now);
      CHECK(breaker.state() == breaker_state::open);
      CHECK(breaker.inner.until_passable(breaker.now) == 2s);
      breaker.inner.record(*first, good, 1ms, breaker.now); // Too late to matter.
      CHECK(breaker.state() == breaker_state::open);
    }
    THEN("good but slow ones do not close it") {
      for (const auto& leave : {first, second, third})
        breaker.inner.record(*leave, good, 100ms, breaker.now);
      CHECK(breaker.state() == breaker_state::open);
    }
    THEN("one that was never made is tried again") {
      breaker.inner.give_back(*second);
      const auto again = breaker.inner.admit(breaker.now);
      REQUIRE(again);
      CHECK_FALSE(breaker.inner.admit(breaker.now));
    }
    THEN("those whose caller died do not keep it half open for ever") {
      breaker.inner.record(*first, good, 1ms, breaker.now);
      breaker.inner.give_all_back();
      breaker.calls(2, good);
      CHECK(breaker.state() == breaker_state::closed);
    }
  }
}

SCENARIO("a call that began in an earlier state says nothing about the present one") {
  tried_breaker breaker;
  const auto slow_one = breaker.inner.admit(breaker.now);
  breaker.calls(4, failed);
  breaker.now += 2s;
  REQUIRE(breaker.state() == breaker_state::half_open);
  breaker.inner.record(*slow_one, failed, 2s, breaker.now);
  CHECK(breaker.inner.counts(breaker.now) == call_counts{});
  breaker.calls(3, good);
  CHECK(breaker.state() == breaker_state::closed);
}

SCENARIO("a clock that jumps never locks the breaker") {
  tried_breaker breaker;
  breaker.calls(4, failed);
  REQUIRE(breaker.state() == breaker_state::open);
  WHEN("it is set back by hours") {
    breaker.now -= 3h;
    CHECK(breaker.state() == breaker_state::open);
    CHECK(breaker.inner.until_passable(breaker.now) == 2s);
    breaker.now += 2s;
    THEN("it is open no longer than it should be") {
      CHECK(breaker.state() == breaker_state::half_open);
    }
  }
  WHEN("it was set back while the breaker was closed") {
    tried_breaker other;
    other.calls(3, good);
    other.now -= 3h;
    other.calls(4, failed);
    THEN("only what was counted since counts") {
      CHECK(other.state() == breaker_state::open);
    }
  }
}

SCENARIO("the newest twenty changes of state are kept, with their times and reasons") {
  tried_breaker breaker;
  for (int i = 0; i < 15; ++i) {
    breaker.calls(4, failed);
    breaker.now += 2s;
    breaker.calls(3, good);
  }
  CHECK(breaker.inner.changed() == 45);
  REQUIRE(breaker.inner.changes().size() == 20);
  const auto& last = breaker.inner.changes().back();
  CHECK(last.from == breaker_state::half_open);
  CHECK(last.to == breaker_state::closed);
  CHECK(last.at == breaker.now);
  CHECK(last.why == "3 of 3 calls succeeded");
}

SCENARIO("whatever calls come to, a breaker keeps its promises") {
  const auto seed = GENERATE(range(1u, 60u));
  std::mt19937 chance{seed};
  auto how = quick();
  how.probes = 1 + chance() % 4;
  how.error_percent = 1 + chance() % 100;
  tried_breaker breaker{how};
  std::vector<std::pair<breaker_permit, instant>> under_way;
  std::uint64_t round_of_probes = 0;
  std::uint32_t probes = 0;
  for (int step = 0; step < 2'000; ++step) {
    breaker.now += std::chrono::milliseconds{chance() % 120};
    const auto before = breaker.state();
    if (chance() % 2 == 0) {
      const auto leave = breaker.inner.admit(breaker.now);
      if (before == breaker_state::open)
        CHECK_FALSE(leave); // Not one call while open.
      if (before == breaker_state::closed)
        CHECK(leave);
      if (leave && before == breaker_state::half_open) {
        if (std::exchange(round_of_probes, leave->round) != leave->round)
          probes = 0;
        CHECK(++probes <= how.probes); // Nor more than the probes half open.
      }
      if (leave)
        under_way.emplace_back(*leave, breaker.now);
    } else if (!under_way.empty()) {
      const auto which = chance() % under_way.size();
      const auto [leave, begun] = under_way[which];
      under_way.erase(under_way.begin() + static_cast<std::ptrdiff_t>(which));
      breaker.inner.record(leave, chance() % 3 == 0, breaker.now - begun, breaker.now);
    }
  }
  for (std::size_t i = 1; i < breaker.inner.changes().size(); ++i)
    CHECK(breaker.inner.changes()[i].from == breaker.inner.changes()[i - 1].to);
  breaker.now += 2s; // Once calls go well again, it closes.
  for (const auto& [leave, begun] : under_way)
    breaker.inner.give_back(leave);
  for (int i = 0; i < 200 && breaker.state() != breaker_state::closed; ++i) {
    breaker.call(good);
    breaker.now += 100ms;
  }
  CHECK(breaker.state() == breaker_state::closed);
}
