#include "domain/opening_hours.hpp"

#include <date/tz.h>

#include <algorithm>
#include <exception>

namespace baedal {

namespace {

constexpr std::chrono::minutes whole_day{1440};

/// The zone, or null. The library throws for unknown names and for a missing database alike.
const date::time_zone* find_zone(std::string_view name) noexcept {
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    return nullptr;
  }
}

/// Minutes since local midnight on the clock at the wall: clock changes need no rule of their own.
struct wall_time {
  std::uint8_t weekday = 0;
  std::chrono::minutes minute{0};
};

wall_time at_the_wall(const date::time_zone& zone, instant now) {
  const auto local = zone.to_local(std::chrono::floor<std::chrono::minutes>(now));
  const auto day = date::floor<date::days>(local);
  const auto weekday = static_cast<std::uint8_t>(date::weekday{day}.c_encoding());
  return {weekday, std::chrono::duration_cast<std::chrono::minutes>(local - day)};
}

bool covers(const opening_period& period, wall_time wall) {
  const auto inside = [&](std::chrono::minutes minute) {
    return period.from <= minute && minute < period.until;
  };
  const auto day_before = static_cast<std::uint8_t>((wall.weekday + 6) % 7);
  return (period.weekday == wall.weekday && inside(wall.minute))
         || (period.weekday == day_before && inside(wall.minute + whole_day));
}

} // namespace

result<bool> is_open_at(const opening_hours& hours, std::string_view time_zone, instant now) {
  const auto* zone = find_zone(time_zone);
  if (zone == nullptr)
    return refusal{errc::value_invalid, "unknown time zone", "time_zone"};
  if (hours.periods.empty())
    return true;
  const auto wall = at_the_wall(*zone, now);
  return std::any_of(hours.periods.begin(), hours.periods.end(),
                     [&](const opening_period& each) { return covers(each, wall); });
}

bool is_time_zone(std::string_view name) {
  return find_zone(name) != nullptr;
}

} // namespace baedal
