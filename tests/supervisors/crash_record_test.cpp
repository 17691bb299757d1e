#include "supervisors/crash_record.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::supervisors;
using namespace std::chrono_literals;

SCENARIO("an entity that was released is in quarantine no more, also when the clock is set back") {
  const region_limits limits;
  crash_record record{limits};
  const instant now{1h};
  std::optional<instant> until;
  for (std::size_t crash = 0; crash < limits.crashes_before_quarantine; ++crash) {
    REQUIRE_FALSE(until);
    until = record.note("o", now, prospect::may_pass);
  }
  REQUIRE(until);
  CHECK(record.held() == 1);
  CHECK(record.held_until("o") == until);
  CHECK(record.is_quarantined("o", now));
  CHECK_FALSE(record.is_quarantined("o", *until));
  record.release("o");
  CHECK(record.held() == 0);
  CHECK_FALSE(record.held_until("o"));
  CHECK_FALSE(record.is_quarantined("o", now - 1min));
}

SCENARIO("quarantines of an entity that keeps crashing last longer and longer") {
  const region_limits limits;
  crash_record record{limits};
  instant now{1h};
  std::chrono::milliseconds last{};
  for (int times = 0; times < 20; ++times) {
    const auto until = record.note("o", now, prospect::will_repeat);
    REQUIRE(until);
    CHECK(*until - now >= std::min(2 * last, limits.longest_quarantine));
    last = std::chrono::duration_cast<std::chrono::milliseconds>(*until - now);
    record.release("o");
    now = *until;
  }
  CHECK(last == limits.longest_quarantine);
}

SCENARIO("who is woken by a clock that runs ahead and crashes again is held for the next time") {
  crash_record record{region_limits{}};
  const instant now{1h};
  const auto first = record.note("o", now, prospect::will_repeat);
  REQUIRE(first);
  REQUIRE_FALSE(record.is_quarantined("o", *first)); // Nobody has released it, and it may be woken.
  const auto second = record.note("o", *first, prospect::will_repeat);
  REQUIRE(second);
  CHECK(record.held() == 1);
  CHECK(record.held_until("o") == second); // The end of the first one means nothing any more.
}
