#include "http/store_input.hpp"

#include "http/input.hpp"
#include "http/policy_json.hpp"
#include "http/time_input.hpp"

#include <algorithm>
#include <array>

namespace baedal::http {

namespace {

constexpr std::array<std::string_view, 7> days{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "09:30" as minutes after midnight; hours up to 48.
std::optional<std::chrono::minutes> clock_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1])
      || !is_digit(text[3]) || !is_digit(text[4]))
    return std::nullopt;
  const std::chrono::hours hours{(text[0] - '0') * 10 + (text[1] - '0')};
  const std::chrono::minutes minutes{(text[3] - '0') * 10 + (text[4] - '0')};
  if (minutes.count() > 59 || hours + minutes > std::chrono::hours{48})
    return std::nullopt;
  return hours + minutes;
}

std::chrono::minutes read_clock(const json_reader& in, std::string_view name) {
  const auto sent = in.text(name, {.min = 0, .max = 16});
  if (const auto time = clock_of(sent))
    return *time;
  in.reject(name, "must be a time like 09:30");
  return {};
}

constexpr auto last_order = "last_order_minutes_before_close";

std::optional<std::chrono::minutes> read_last_order(const json_reader& in) {
  const auto sent = in.optional_integer(last_order, 0, 2'879);
  return sent ? std::optional{std::chrono::minutes{*sent}} : std::nullopt;
}

/// The times of a period, of a weekday or of a special day.
template <class Period>
void read_times(const json_reader& in, Period& period) {
  period.last_order = read_last_order(in);
  period.from = read_clock(in, "from");
  period.until = read_clock(in, "until");
  if (period.from >= std::chrono::hours{24})
    in.reject("from", "must be before 24:00");
  else if (period.until <= period.from)
    in.reject("until", "must be later than `from`; 26:00 is two hours after midnight");
}

opening_period read_period(const json_reader& in) {
  opening_period period;
  const auto day = std::find(days.begin(), days.end(), in.text("day", {.min = 0, .max = 16}));
  if (day == days.end())
    in.reject("day", "must be mon, tue, wed, thu, fri, sat or sun");
  else
    period.weekday = static_cast<std::uint8_t>(day - days.begin());
  read_times(in, period);
  return period;
}

special_day read_special_day(const json_reader& in) {
  special_day day;
  if (const auto date = parse_date(in.text("date", {.min = 0, .max = 16})))
    day.date = *date;
  else
    in.reject("date", "must be a date like 2026-12-25");
  day.closed = in.optional_boolean("closed").value_or(false);
  if (!day.closed)
    read_times(in, day);
  return day;
}

opening_hours read_hours(const json_reader& in) {
  opening_hours hours;
  for (const auto& period : in.optional_objects("hours", {.min = 0, .max = 100}))
    hours.periods.push_back(read_period(period));
  for (const auto& day : in.optional_objects("special_days", {.min = 0, .max = 400}))
    hours.special_days.push_back(read_special_day(day));
  hours.last_order = read_last_order(in).value_or(std::chrono::minutes{0});
  return hours;
}

} // namespace

checked<define_store> read_store(const request& in, store_id id) {
  const json_reader body{in.body};
  store_card card;
  card.id = std::move(id);
  card.brand = brand_id{read_id(body, "brand")};
  card.name = body.optional_text("name", name_limits).value_or("");
  card.area = body.optional_text("area", name_limits).value_or("");
  card.at = read_point(body);
  card.hours = read_hours(body);
  if (auto zone = body.optional_text("time_zone", {.min = 1, .max = 64})) {
    card.time_zone = *std::move(zone);
    if (!body.fault() && !is_time_zone(card.time_zone))
      body.reject("time_zone", "is no time zone of the tz database");
  }
  card.delivery_fee = read_amount_or_zero(body, "delivery_fee");
  card.minimum_order = read_amount_or_zero(body, "minimum_order");
  card.delivery_radius_metres = body.optional_integer("delivery_radius_m", 1, 1'000'000);
  card.delivery_areas =
    body.optional_texts("delivery_areas", {.min = 0, .max = 200}, {.min = 1, .max = 200});
  if (const auto policy = body.optional_object("policy"))
    card.overrides = read_policy(*policy);
  return finish(body, define_store{std::move(card)});
}

checked<define_item> read_item(const request& in, item_id id) {
  const json_reader body{in.body};
  menu_item item;
  item.id = std::move(id);
  item.name = body.optional_text("name", name_limits).value_or("");
  item.price = money{body.integer("price", 0, largest_amount.won)};
  item.options = body.optional_texts("options", {.min = 0, .max = 100}, {.min = 1, .max = 200});
  item.stock = body.optional_integer("stock", 0, 1'000'000'000);
  item.sold_out = body.optional_boolean("sold_out").value_or(false);
  return finish(body, define_item{std::move(item)});
}

checked<open_store> read_opening(const request& in) {
  return finish(read_body_or_nothing(in), open_store{});
}

checked<close_store> read_closing(const request& in) {
  const auto body = read_body_or_nothing(in);
  return finish(body, close_store{read_optional_time(body, "until")});
}

} // namespace baedal::http
