#include "domain/opening_hours.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace std::chrono;

namespace {

/// A UTC time.
instant utc(int y, unsigned m, unsigned d, int hour, int minute) {
  return sys_days{year{y} / static_cast<int>(m) / static_cast<int>(d)} + hours{hour}
         + minutes{minute};
}

bool open_at(const opening_hours& hours, const char* zone, instant now) {
  const auto open = is_open_at(hours, zone, now);
  REQUIRE(open);
  return *open;
}

days date_of(int y, unsigned m, unsigned d) {
  return sys_days{year{y} / static_cast<int>(m) / static_cast<int>(d)}.time_since_epoch();
}

constexpr std::uint8_t sunday = 0;
constexpr std::uint8_t friday = 5;
constexpr std::uint8_t saturday = 6;

} // namespace

SCENARIO("hours are those of the store's own clock", "[D10]") {
  const opening_hours lunch{{{friday, hours{11}, hours{14}}}};
  GIVEN("a store in Seoul, nine hours before UTC") {
    CHECK_FALSE(open_at(lunch, "Asia/Seoul", utc(2026, 11, 20, 1, 59)));
    CHECK(open_at(lunch, "Asia/Seoul", utc(2026, 11, 20, 2, 0)));
    CHECK(open_at(lunch, "Asia/Seoul", utc(2026, 11, 20, 4, 59)));
    CHECK_FALSE(open_at(lunch, "Asia/Seoul", utc(2026, 11, 20, 5, 0)));
  }
  GIVEN("another weekday") {
    CHECK_FALSE(open_at(lunch, "Asia/Seoul", utc(2026, 11, 21, 3, 0)));
  }
  GIVEN("a Friday in Seoul that is still Thursday in UTC") {
    const opening_hours early{{{friday, hours{6}, hours{8}}}};
    CHECK(open_at(early, "Asia/Seoul", utc(2026, 11, 19, 21, 30)));
  }
}

SCENARIO("the clock at the wall counts when summer time comes and goes", "[D10]") {
  const opening_hours breakfast{{{sunday, hours{8}, hours{9}}}};
  CHECK(open_at(breakfast, "Europe/Berlin", utc(2026, 3, 22, 7, 30)));
  CHECK(open_at(breakfast, "Europe/Berlin", utc(2026, 3, 29, 6, 30)));
  CHECK_FALSE(open_at(breakfast, "Europe/Berlin", utc(2026, 3, 29, 7, 30)));
  CHECK(open_at(breakfast, "Europe/Berlin", utc(2026, 10, 25, 7, 30)));
  CHECK_FALSE(open_at(breakfast, "Europe/Berlin", utc(2026, 10, 25, 6, 30)));
  GIVEN("an hour that the clock shows twice") {
    const opening_hours night{{{sunday, hours{2}, hours{3}}}};
    CHECK(open_at(night, "Europe/Berlin", utc(2026, 10, 25, 0, 30)));
    CHECK(open_at(night, "Europe/Berlin", utc(2026, 10, 25, 1, 30)));
    CHECK_FALSE(open_at(night, "Europe/Berlin", utc(2026, 10, 25, 2, 0)));
  }
  GIVEN("an hour that the clock leaves out") {
    const opening_hours night{{{sunday, hours{2}, hours{3}}}};
    CHECK_FALSE(open_at(night, "Europe/Berlin", utc(2026, 3, 29, 0, 59)));
    CHECK_FALSE(open_at(night, "Europe/Berlin", utc(2026, 3, 29, 1, 0)));
  }
}

SCENARIO("a store may close after midnight", "[D10]") {
  const opening_hours late{{{saturday, hours{18}, hours{26}}}};
  CHECK_FALSE(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 8, 59)));
  CHECK(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 9, 0)));
  CHECK(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 15, 0)));
  CHECK(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 16, 59)));
  CHECK_FALSE(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 17, 0)));
  GIVEN("the night from Saturday to Sunday, where the week begins anew") {
    CHECK(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 16, 0)));
    CHECK_FALSE(open_at(late, "Asia/Seoul", utc(2026, 11, 20, 16, 0)));
  }
}

SCENARIO("a store without hours is always open, but its zone must exist", "[design-9]") {
  CHECK(open_at({}, "Asia/Seoul", utc(2026, 1, 1, 0, 0)));
  for (const auto* zone : {"", "Moon/Tycho", "../etc/passwd", "asia/seoul "}) {
    INFO(zone);
    CHECK_FALSE(is_time_zone(zone));
    CHECK(is_open_at({}, zone, utc(2026, 1, 1, 0, 0)).code() == errc::value_invalid);
  }
  CHECK(is_time_zone("Asia/Seoul"));
  CHECK(is_time_zone("America/New_York"));
}

SCENARIO("the last order is taken so long before a period ends", "[rank-6][D10]") {
  opening_hours late{{{saturday, hours{18}, hours{26}}}};
  late.last_order = minutes{30};
  CHECK(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 16, 29)));
  CHECK_FALSE(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 16, 30)));
  GIVEN("a period with a last order of its own") {
    late.periods[0].last_order = minutes{60};
    CHECK(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 15, 59)));
    CHECK_FALSE(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 16, 0)));
    late.periods[0].last_order = minutes{0};
    CHECK(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 16, 59)));
  }
  GIVEN("a store that never closes") {
    late.periods.clear();
    CHECK(open_at(late, "Asia/Seoul", utc(2026, 11, 21, 14, 59)));
  }
}

SCENARIO("a special day replaces its weekday, on the store's own calendar", "[rank-6][D10]") {
  opening_hours daily;
  for (std::uint8_t day = 0; day < 7; ++day)
    daily.periods.push_back({day, hours{11}, hours{26}});
  GIVEN("a closed Christmas: 2026-12-25 begins in Seoul at 15:00 UTC of the 24th") {
    daily.special_days.push_back({date_of(2026, 12, 25), true});
    CHECK(open_at(daily, "Asia/Seoul", utc(2026, 12, 24, 14, 59)));
    THEN("the night before goes on until it is over") {
      CHECK(open_at(daily, "Asia/Seoul", utc(2026, 12, 24, 16, 59)));
      CHECK_FALSE(open_at(daily, "Asia/Seoul", utc(2026, 12, 24, 17, 0)));
    }
    CHECK_FALSE(open_at(daily, "Asia/Seoul", utc(2026, 12, 25, 3, 0)));
    CHECK_FALSE(open_at(daily, "Asia/Seoul", utc(2026, 12, 25, 16, 0))); // 01:00 of the 26th
    CHECK(open_at(daily, "Asia/Seoul", utc(2026, 12, 26, 2, 0)));
  }
  GIVEN("two short periods") {
    const auto new_year = date_of(2027, 1, 1);
    daily.special_days = {{new_year, false, hours{12}, hours{14}},
                          {new_year, false, hours{18}, hours{25}, minutes{90}}};
    CHECK_FALSE(open_at(daily, "Asia/Seoul", utc(2027, 1, 1, 2, 59)));
    CHECK(open_at(daily, "Asia/Seoul", utc(2027, 1, 1, 3, 0)));
    CHECK_FALSE(open_at(daily, "Asia/Seoul", utc(2027, 1, 1, 5, 0)));
    CHECK(open_at(daily, "Asia/Seoul", utc(2027, 1, 1, 14, 29)));
    CHECK_FALSE(open_at(daily, "Asia/Seoul", utc(2027, 1, 1, 14, 30)));
  }
  GIVEN("a store that is open at all other times") {
    opening_hours always;
    always.special_days.push_back({date_of(2026, 12, 25), true});
    CHECK(open_at(always, "Asia/Seoul", utc(2026, 12, 24, 14, 59)));
    CHECK_FALSE(open_at(always, "Asia/Seoul", utc(2026, 12, 24, 15, 0)));
    CHECK_FALSE(open_at(always, "Asia/Seoul", utc(2026, 12, 25, 14, 59)));
    CHECK(open_at(always, "Asia/Seoul", utc(2026, 12, 25, 15, 0)));
  }
}
