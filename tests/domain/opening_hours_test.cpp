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
