#include "domain/iso_time.hpp"
#include "http/json_writer.hpp"
#include "http/views.hpp"

namespace baedal::http {

namespace {

void may_time(json_writer& out, std::string_view name, const std::optional<instant>& at) {
  if (at)
    out.member(name, iso_8601(*at));
}

void may_text(json_writer& out, std::string_view name, const std::string& text) {
  if (!text.empty())
    out.member(name, text);
}

void write(json_writer& out, const payment_view& payment) {
  out.begin_object()
    .member("status", to_string(payment.status))
    .member("method", to_string(payment.method))
    .member("amount", payment.amount.won)
    .member("captured", payment.captured.won)
    .member("refunded", payment.refunded.won)
    .member("refund_due", payment.refund_due.won);
  may_text(out, "payment_key", payment.key);
  may_text(out, "card", payment.card);
  may_text(out, "failure", payment.failure);
  out.end_object();
}

void write(json_writer& out, const delivery_view& delivery) {
  out.begin_object().member("status", to_string(delivery.status));
  if (delivery.rider)
    out.member("rider_id", delivery.rider->value);
  out.member("offers", delivery.offers);
  may_time(out, "picked_at", delivery.picked_at);
  may_time(out, "started_at", delivery.started_at);
  may_time(out, "delivered_at", delivery.delivered_at);
  out.end_object();
}

void write(json_writer& out, const order_line& line) {
  out.begin_object()
    .member("item_id", line.item.value)
    .member("name", line.name)
    .member("quantity", line.quantity)
    .member("unit_price", line.unit_price.won)
    .key("options")
    .begin_array();
  for (const auto& option : line.options)
    out.value(option);
  out.end_array();
  if (line.stated_price && line.menu_price)
    out.member("stated_price", line.stated_price->won).member("menu_price", line.menu_price->won);
  out.end_object();
}

void write_lines(json_writer& out, std::string_view name, const std::vector<order_line>& lines) {
  out.key(name).begin_array();
  for (const auto& line : lines)
    write(out, line);
  out.end_array();
}

void may_metadata(json_writer& out, const std::vector<metadata_entry>& all) {
  if (all.empty())
    return;
  out.key("metadata").begin_object();
  for (const auto& each : all)
    out.member(each.name, each.value);
  out.end_object();
}

void may_recipient(json_writer& out, const order_view& order) {
  if (order.customer_name.empty() && order.phone.empty())
    return;
  out.key("recipient").begin_object();
  may_text(out, "name", order.customer_name);
  may_text(out, "phone", order.phone);
  out.end_object();
}

void write_point(json_writer& out, const std::optional<geo_point>& at) {
  if (at)
    out.member("lat", at->lat).member("lon", at->lon);
}

void write_places(json_writer& out, const order_view& order) {
  may_text(out, "area", order.area);
  if (order.store_at) {
    out.key("store_at").begin_object();
    write_point(out, order.store_at);
    out.end_object();
  }
  if (!order.address_text.empty() || !order.address_area.empty() || order.address_at) {
    out.key("address").begin_object();
    may_text(out, "text", order.address_text);
    may_text(out, "area", order.address_area);
    write_point(out, order.address_at);
    out.end_object();
  }
  may_text(out, "note", order.note);
}

void write_end(json_writer& out, const order_view& order) {
  if (order.cancelled_for)
    out.member("cancelled_for", to_string(*order.cancelled_for));
  may_text(out, "cancel_reason", order.cancel_reason);
  if (order.reject_code != 0)
    out.member("reject_code", order.reject_code);
}

} // namespace

void write(json_writer& out, const order_view& order) {
  out.begin_object()
    .member("order_id", order.id.value)
    .member("brand", order.brand.value)
    .member("store_id", order.store.value)
    .member("customer_id", order.customer.value)
    .member("status", to_string(order.status))
    .key("payment");
  write(out, order.payment);
  if (order.payment.deferred)
    out.member("payment_deferred", true);
  out.key("delivery");
  write(out, order.delivery);
  write_lines(out, "items", order.items);
  if (!order.removed_items.empty())
    write_lines(out, "removed_items", order.removed_items);
  out.member("items_total", order.items_total.won)
    .member("delivery_fee", order.delivery_fee.won)
    .member("total", order.total.won);
  may_recipient(out, order);
  write_places(out, order);
  may_metadata(out, order.metadata);
  write_end(out, order);
  may_time(out, "promised_ready_at", order.promised_ready_at);
  may_time(out, "eta", order.eta);
  out.member("placed_at", iso_8601(order.placed_at))
    .member("updated_at", iso_8601(order.updated_at))
    .member("version", order.version)
    .end_object();
}

std::string order_json(const order_view& order) {
  json_writer out;
  write(out, order);
  return out.take();
}

} // namespace baedal::http
