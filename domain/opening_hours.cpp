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

/// Day and minute on the clock at the wall: clock changes need no rule of their own.
struct wall_time {
  std::chrono::days day{0}; ///< since 1970-01-01
  std::chrono::minutes minute{0};
};

wall_time at_the_wall(const date::time_zone& zone, instant now) {
  const auto local = zone.to_local(std::chrono::floor<std::chrono::minutes>(now));
  const auto day = date::floor<date::days>(local);
  return {std::chrono::days{day.time_since_epoch().count()},
          std::chrono::duration_cast<std::chrono::minutes>(local - day)};
}

std::uint8_t weekday_of(std::chrono::days day) {
  return static_cast<std::uint8_t>(std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding());
}

/// Whether a period takes an order so many minutes after the midnight that began its day.
template <class Period>
bool covers(const Period& period, std::chrono::minutes minute, std::chrono::minutes usual_last) {
  return period.from <= minute && minute < period.until - period.last_order.value_or(usual_last);
}

/// Whether a period that began on `day` takes an order so many minutes after that day's midnight,
/// which may be those of the next day.
bool takes_order(const opening_hours& hours, std::chrono::days day, std::chrono::minutes minute) {
  bool is_special = false;
  bool open = false;
  for (const auto& each : hours.special_days) {
    if (each.date != day)
      continue;
    is_special = true;
    open = open || (!each.closed && covers(each, minute, hours.last_order));
  }
  if (is_special)
    return open;
  if (hours.periods.empty())
    return minute < whole_day;
  return std::any_of(hours.periods.begin(), hours.periods.end(), [&](const auto& each) {
    return each.weekday == weekday_of(day) && covers(each, minute, hours.last_order);
  });
}

} // namespace

result<bool> is_open_at(const opening_hours& hours, std::string_view time_zone, instant now) {
  const auto* zone = find_zone(time_zone);
  if (zone == nullptr)
    return refusal{errc::value_invalid, "unknown time zone", "time_zone"};
  if (hours.periods.empty() && hours.special_days.empty())
    return true;
  const auto wall = at_the_wall(*zone, now);
  return takes_order(hours, wall.day, wall.minute)
         || takes_order(hours, wall.day - std::chrono::days{1}, wall.minute + whole_day);
}

bool is_time_zone(std::string_view name) {
  return find_zone(name) != nullptr;
}

} // namespace baedal
