#pragma once

#include "domain/result.hpp"
#include "domain/time.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baedal {

/// Open from `from` to `until` (minutes after local midnight) on one weekday (0 = Sunday, ISO C
/// encoding). `until` may exceed 24:00 (1440) for a store that closes after midnight; at most
/// 48:00.
struct opening_period {
  std::uint8_t weekday = 0;
  std::chrono::minutes from{0};
  std::chrono::minutes until{1440};

  friend bool operator==(const opening_period&, const opening_period&) = default;
};

/// When a store takes orders. No periods = always open.
struct opening_hours {
  std::vector<opening_period> periods;

  friend bool operator==(const opening_hours&, const opening_hours&) = default;
};

/// Whether the hours allow an order at `now` in the IANA time zone (through the system's tz
/// database). An unknown zone is refused with `value_invalid`.
result<bool> is_open_at(const opening_hours& hours, std::string_view time_zone, instant now);

/// Whether the system's tz database knows the zone.
bool is_time_zone(std::string_view name);

} // namespace baedal
