#pragma once

#include "domain/result.hpp"
#include "domain/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
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
  /// The last order is taken so long before `until`; absent: as the store's hours say.
  std::optional<std::chrono::minutes> last_order = {};

  friend bool operator==(const opening_period&, const opening_period&) = default;
};

/// A day of the store's own calendar that is unlike its weekday: closed, or open at other times.
/// Several entries for one date are several periods. What began the day before is not touched.
struct special_day {
  std::chrono::days date{0}; ///< since 1970-01-01
  bool closed = false;       ///< the times below mean nothing then
  std::chrono::minutes from{0};
  std::chrono::minutes until{1440};
  std::optional<std::chrono::minutes> last_order = {};

  friend bool operator==(const special_day&, const special_day&) = default;
};

/// When a store takes orders. No periods = always open, but for the special days.
struct opening_hours {
  std::vector<opening_period> periods;
  std::vector<special_day> special_days = {};
  std::chrono::minutes last_order{0}; ///< before the end of every period that states no other

  friend bool operator==(const opening_hours&, const opening_hours&) = default;
};

/// Whether the hours allow an order at `now` in the IANA time zone (through the system's tz
/// database): within a period, and before its last order. An unknown zone is refused with
/// `value_invalid`.
result<bool> is_open_at(const opening_hours& hours, std::string_view time_zone, instant now);

/// Whether the system's tz database knows the zone.
bool is_time_zone(std::string_view name);

} // namespace baedal
