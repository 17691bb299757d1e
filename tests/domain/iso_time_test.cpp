#include "domain/iso_time.hpp"

#include <catch2/catch.hpp>

using namespace baedal;

SCENARIO("a time reads as RFC 3339 has it, of UTC and with milliseconds") {
  using namespace std::chrono;
  CHECK(iso_8601(instant{}) == "1970-01-01T00:00:00.000Z");
  CHECK(iso_8601(instant{milliseconds{-1}}) == "1969-12-31T23:59:59.999Z");
  CHECK(iso_8601(sys_days{2024y / February / 29} + 9h + 30min + 5s + 250ms)
        == "2024-02-29T09:30:05.250Z");
  CHECK(iso_8601(sys_days{9999y / December / 31} + 24h - 1ms) == "9999-12-31T23:59:59.999Z");
}
