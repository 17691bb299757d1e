#include "http/store_input.hpp"

#include "http/input.hpp"
#include "http/policy_json.hpp"

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

opening_period read_period(const json_reader& in) {
  opening_period period;
  const auto day = std::find(days.begin(), days.end(), in.text("day", {.min = 0, .max = 16}));
  if (day == days.end())
    in.reject("day", "must be mon, tue, wed, thu, fri, sat or sun");
  else
    period.weekday = static_cast<std::uint8_t>(day - days.begin());
  period.from = read_clock(in, "from");
  period.until = read_clock(in, "until");
  if (period.from >= std::chrono::hours{24})
    in.reject("from", "must be before 24:00");
  else if (period.until <= period.from)
    in.reject("until", "must be later than `from`; 26:00 is two hours after midnight");
  return period;
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
  for (const auto& period : body.optional_objects("hours", {.min = 0, .max = 100}))
    card.hours.periods.push_back(read_period(period));
  if (auto zone = body.optional_text("time_zone", {.min = 1, .max = 64})) {
    card.time_zone = *std::move(zone);
    if (!body.fault() && !is_time_zone(card.time_zone))
      body.reject("time_zone", "is no time zone of the tz database");
  }
  card.delivery_fee = read_amount_or_zero(body, "delivery_fee");
  card.minimum_order = read_amount_or_zero(body, "minimum_order");
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

} // namespace baedal::http
