#include "supervisors/back_off.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::supervisors;
using namespace std::chrono_literals;

SCENARIO("a restart window admits as many restarts within its period as its intensity says") {
  GIVEN("three restarts in 60 seconds") {
    restart_window window{{.restarts = 3, .period = 60s}};
    CHECK(window.left(0s) == 3);
    WHEN("three restarts happen at once") {
      CHECK(window.admit(0s));
      CHECK(window.admit(0s));
      CHECK(window.admit(0s));
      THEN("nothing is left, and the fourth is too many as long as the first is recent") {
        CHECK(window.left(60s) == 0);
        CHECK_FALSE(window.admit(60s));
      }
      THEN("the allowance is back once they are older than the period") {
        CHECK(window.left(60s + 1ns) == 3);
        CHECK(window.admit(60s + 1ns));
        CHECK(window.left(60s + 1ns) == 2);
      }
    }
    WHEN("restarts come every 21 seconds") {
      THEN("they are admitted for ever") {
        for (int i = 0; i < 1000; ++i)
          REQUIRE(window.admit(21s * i));
      }
    }
    WHEN("restarts come every 19 seconds") {
      THEN("the fourth is refused") {
        CHECK(window.admit(0s));
        CHECK(window.admit(19s));
        CHECK(window.admit(38s));
        CHECK_FALSE(window.admit(57s));
      }
    }
  }
  GIVEN("an intensity of zero") {
    restart_window window{{.restarts = 0, .period = 5s}};
    THEN("no restart is admitted") {
      CHECK(window.left(0s) == 0);
      CHECK_FALSE(window.admit(0s));
    }
  }
}

SCENARIO("restarts back off exponentially, with jitter, within bounds") {
  const back_off_limits limits{.first = 20ms, .longest = 200ms, .quiet = 10s};
  GIVEN("a child that fails again and again") {
    back_off delay{limits};
    WHEN("chance draws the least") {
      const chance least = [] { return 0.0; };
      THEN("the first restart is immediate and each wait is half of its step") {
        std::vector<long> waits;
        for (int i = 0; i < 7; ++i)
          waits.push_back(delay.next(1s * i, least).count());
        CHECK(waits == std::vector<long>{0, 10, 20, 40, 80, 100, 100});
      }
    }
    WHEN("chance draws nearly the most") {
      const chance most = [] { return 0.999999; };
      THEN("no wait is longer than the limit") {
        for (int i = 0; i < 100; ++i)
          REQUIRE(delay.next(1s * i, most) <= 200ms);
        CHECK(delay.next(100s, most) == 199ms);
      }
    }
    WHEN("it has been quiet for longer than the quiet time") {
      const chance most = [] { return 0.999999; };
      (void)delay.next(0s, most);
      CHECK(delay.next(10s, most) > 0ms);
      THEN("the next restart is immediate again") {
        CHECK(delay.next(20s + 1ns, most) == 0ms);
      }
    }
  }
}

SCENARIO("waiting never keeps a failing child from using up the allowance") {
  for (const auto allowed : {intensity{3, 60s}, intensity{5, 30s}, intensity{10, 10s},
                             intensity{1, 5s}, intensity{0, 1s}, intensity{1000, 10ms}}) {
    GIVEN("a child that fails at once under " << allowed.restarts << " restarts in "
                                              << allowed.period.count() << " ms") {
      restart_window window{allowed};
      back_off delay{limits_for(allowed)};
      THEN("the supervisor gives up within the period") {
        moment now{0};
        unsigned admitted = 0;
        while (window.admit(now)) {
          REQUIRE(++admitted <= allowed.restarts);
          now += delay.next(now, [] { return 0.999; });
        }
        CHECK(admitted == allowed.restarts);
        CHECK(now <= allowed.period);
      }
    }
  }
}
