#include "http/views.hpp"

#include "domain/iso_time.hpp"
#include "domain/policy_words.hpp"
#include "http/json_writer.hpp"
#include "http/policy_json.hpp"

#include <array>

namespace baedal::http {

namespace {

constexpr std::array<std::string_view, 7> days{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

template <class View>
std::string json_of(const View& view) {
  json_writer out;
  write(out, view);
  return out.take();
}

std::string two_digits(std::int64_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string clock_of(std::chrono::minutes since_midnight) {
  return two_digits(since_midnight.count() / 60) + ':' + two_digits(since_midnight.count() % 60);
}

void may_text(json_writer& out, std::string_view name, const std::string& text) {
  if (!text.empty())
    out.member(name, text);
}

void write_point(json_writer& out, const std::optional<geo_point>& at) {
  if (at)
    out.member("lat", at->lat).member("lon", at->lon);
}

void write_texts(json_writer& out, std::string_view name, const std::vector<std::string>& texts) {
  out.key(name).begin_array();
  for (const auto& each : texts)
    out.value(each);
  out.end_array();
}

template <class Period>
void write_times(json_writer& out, const Period& period) {
  out.member("from", clock_of(period.from)).member("until", clock_of(period.until));
  if (period.last_order)
    out.member("last_order_minutes_before_close", period.last_order->count());
}

void write_special_days(json_writer& out, const std::vector<special_day>& all) {
  if (all.empty())
    return;
  out.key("special_days").begin_array();
  for (const auto& day : all) {
    const instant midnight{day.date};
    out.begin_object().member("date", iso_8601(midnight).substr(0, 10));
    if (day.closed)
      out.member("closed", true);
    else
      write_times(out, day);
    out.end_object();
  }
  out.end_array();
}

void write_hours(json_writer& out, const opening_hours& hours) {
  out.key("hours").begin_array();
  for (const auto& period : hours.periods) {
    out.begin_object().member("day", days[period.weekday % days.size()]);
    write_times(out, period);
    out.end_object();
  }
  out.end_array();
  if (hours.last_order.count() > 0)
    out.member("last_order_minutes_before_close", hours.last_order.count());
  write_special_days(out, hours.special_days);
}

/// A pause ends by itself, so what is shown depends on the time of showing it.
void write_opening(json_writer& out, const store_card& store) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const bool open = is_open(store, now);
  out.member("open", open);
  if (!open && store.closed_until)
    out.member("closed_until", iso_8601(*store.closed_until));
}

} // namespace

std::string seoul_timestamp(instant at) {
  auto out = iso_8601(at + std::chrono::hours{9});
  out.replace(out.size() - 1, 1, "+09:00");
  return out;
}

void write(json_writer& out, const store_card& store) {
  out.begin_object()
    .member("store_id", store.id.value)
    .member("brand", store.brand.value)
    .member("name", store.name);
  may_text(out, "area", store.area);
  write_point(out, store.at);
  write_hours(out, store.hours);
  out.member("time_zone", store.time_zone)
    .member("delivery_fee", store.delivery_fee.won)
    .member("minimum_order", store.minimum_order.won)
    .optional_member("delivery_radius_m", store.delivery_radius_metres);
  if (!store.delivery_areas.empty())
    write_texts(out, "delivery_areas", store.delivery_areas);
  write_opening(out, store);
  out.key("policy");
  write(out, store.overrides);
  out.member("version", store.version).end_object();
}

void write(json_writer& out, const menu_item& item) {
  out.begin_object()
    .member("item_id", item.id.value)
    .member("name", item.name)
    .member("price", item.price.won);
  write_texts(out, "options", item.options);
  out.optional_member("stock", item.stock).member("sold_out", item.sold_out).end_object();
}

void write(json_writer& out, const rider_view& rider) {
  out.begin_object().member("rider_id", rider.id.value);
  may_text(out, "name", rider.name);
  may_text(out, "area", rider.area);
  write_point(out, rider.at);
  out.member("online", rider.online);
  if (rider.job)
    out.member("job", rider.job->value);
  out.member("version", rider.version).end_object();
}

void write(json_writer& out, const customer_view& customer) {
  out.begin_object().member("customer_id", customer.id.value);
  may_text(out, "name", customer.name);
  may_text(out, "phone", customer.phone);
  may_text(out, "address", customer.address_text);
  out.member("grade", to_string(customer.grade))
    .member("completed_orders", customer.completed_orders)
    .member("version", customer.version)
    .end_object();
}

void write(json_writer& out, const brand_view& brand) {
  out.begin_object().member("brand", brand.id.value);
  may_text(out, "default_store", brand.default_store.value);
  out.key("policy");
  write(out, brand.policy);
  out.key("messages").begin_array();
  for (const auto& each : texts_in_force(brand.texts))
    out.begin_object()
      .member("what", to_string(each.what))
      .member("to", to_string(each.to))
      .member("text", each.text)
      .end_object();
  out.end_array().member("version", brand.version).end_object();
}

std::string store_json(const store_card& store) {
  return json_of(store);
}

std::string menu_json(const store_card& store) {
  json_writer out;
  out.begin_object().member("store_id", store.id.value).key("items").begin_array();
  for (const auto& [id, item] : store.menu)
    write(out, item);
  return out.end_array().member("version", store.version).end_object().take();
}

std::string item_json(const menu_item& item) {
  return json_of(item);
}

std::string rider_json(const rider_view& rider) {
  return json_of(rider);
}

std::string customer_json(const customer_view& customer) {
  return json_of(customer);
}

std::string brand_json(const brand_view& brand) {
  return json_of(brand);
}

} // namespace baedal::http
