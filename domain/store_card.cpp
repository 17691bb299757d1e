#include "domain/store_card.hpp"

#include "domain/brand.hpp"
#include "domain/checks.hpp"

#include <algorithm>

namespace baedal {

namespace {

/// The store's own last order counts for every period that states none.
template <class Period>
fault fault_of_period(const Period& period, std::chrono::minutes usual_last,
                      const std::string& field) {
  if (period.from.count() < 0 || period.from.count() >= 1440 || period.until <= period.from
      || period.until.count() > 2880)
    return refusal{errc::value_invalid, "no such time of the day", field};
  const auto last = period.last_order.value_or(usual_last);
  if (last.count() < 0 || last >= period.until - period.from)
    return refusal{errc::value_invalid, "the last order would be before the store opens", field};
  return std::nullopt;
}

fault fault_of_special_days(const opening_hours& hours) {
  constexpr std::chrono::days last_day{2'932'896}; // 9999-12-31
  const auto& all = hours.special_days;
  for (std::size_t index = 0; index < all.size(); ++index) {
    const auto& each = all[index];
    const auto field = "special_days/" + std::to_string(index);
    if (each.date.count() < 0 || each.date > last_day)
      return refusal{errc::value_invalid, "no such date", field};
    if (!each.closed)
      if (auto wrong = fault_of_period(each, hours.last_order, field))
        return wrong;
    const auto contradicts = [&](const special_day& other) {
      return other.date == each.date && (other.closed || each.closed);
    };
    if (std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(index), contradicts))
      return refusal{errc::value_invalid, "the date is closed and open at once", field};
  }
  return std::nullopt;
}

fault fault_of_hours(const opening_hours& hours) {
  constexpr std::size_t most_periods = 100;
  constexpr std::size_t most_special_days = 400;
  if (hours.periods.size() > most_periods)
    return refusal{errc::value_invalid, "too many periods", "hours"};
  if (hours.special_days.size() > most_special_days)
    return refusal{errc::value_invalid, "too many special days", "special_days"};
  if (hours.last_order.count() < 0)
    return refusal{errc::value_invalid, "must not be negative", "last_order_minutes_before_close"};
  for (std::size_t index = 0; index < hours.periods.size(); ++index) {
    const auto& each = hours.periods[index];
    const auto field = "hours/" + std::to_string(index);
    if (each.weekday > 6)
      return refusal{errc::value_invalid, "no such day of the week", field};
    if (auto wrong = fault_of_period(each, hours.last_order, field))
      return wrong;
  }
  return fault_of_special_days(hours);
}

fault fault_of_zone(const std::string& name) {
  if (is_time_zone(name))
    return std::nullopt;
  return refusal{errc::value_invalid, "unknown time zone", "time_zone"};
}

/// Where the store delivers to.
fault fault_of_reach(const store_card& card) {
  constexpr std::int64_t farthest_metres = 1'000'000;
  constexpr std::size_t most_areas = 200;
  if (card.delivery_radius_metres) {
    if (*card.delivery_radius_metres < 1 || *card.delivery_radius_metres > farthest_metres)
      return refusal{errc::value_invalid, "must be 1 to " + std::to_string(farthest_metres),
                     "delivery_radius_m"};
    if (!card.at)
      return refusal{errc::value_invalid, "a radius needs the store's location",
                     "delivery_radius_m"};
  }
  if (card.delivery_areas.size() > most_areas)
    return refusal{errc::value_invalid, "too many areas", "delivery_areas"};
  for (std::size_t index = 0; index < card.delivery_areas.size(); ++index) {
    const auto field = "delivery_areas/" + std::to_string(index);
    if (card.delivery_areas[index].empty())
      return refusal{errc::value_invalid, "an area has a name", field};
    if (auto wrong = fault_of_text(card.delivery_areas[index], longest_name, field))
      return wrong;
  }
  return std::nullopt;
}

} // namespace

void retire(store_card& card, const item_id& item, instant at) {
  constexpr std::size_t most_remembered = 1'000;
  card.menu.erase(item);
  card.retired.set(item, at);
  if (card.retired.size() <= most_remembered)
    return;
  const auto oldest =
    std::min_element(card.retired.begin(), card.retired.end(),
                     [](const auto& a, const auto& b) { return a.second < b.second; });
  card.retired.erase(item_id{oldest->first});
}

bool has_or_had(const store_card& card, const item_id& item) {
  return card.menu.count(item) + card.retired.count(item) > 0;
}

std::optional<refusal> fault_of(const store_card& card) {
  return first_of({
    fault_of_id(card.id.value, "store_id"),
    fault_of_id(card.brand.value, "brand"),
    fault_of_text(card.name, longest_name, "name"),
    fault_of_text(card.area, longest_name, "area"),
    fault_of_point(card.at),
    fault_of_hours(card.hours),
    fault_of_zone(card.time_zone),
    fault_of_amount(card.delivery_fee, "delivery_fee"),
    fault_of_amount(card.minimum_order, "minimum_order"),
    fault_of_reach(card),
    fault_of(effective({}, card.overrides)),
  });
}

bool is_open(const store_card& store, instant now) {
  return store.open || (store.closed_until && *store.closed_until <= now);
}

result<bool> takes_orders(const store_card& store, instant now) {
  const auto within = is_open_at(store.hours, store.time_zone, now);
  return within ? result<bool>{*within && is_open(store, now)} : within;
}

bool limits_stock(const store_card& store, const menu_item& item) {
  return item.stock.has_value() && store.overrides.stock != stock_mode::off;
}

} // namespace baedal
