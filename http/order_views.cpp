#include "http/json_writer.hpp"
#include "http/views.hpp"

namespace baedal::http {

namespace {

void may_time(json_writer& out, std::string_view name, const std::optional<instant>& at) {
  if (at)
    out.member(name, timestamp(*at));
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
  out.end_array().end_object();
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
  if (!order.address_text.empty() || order.address_at) {
    out.key("address").begin_object();
    may_text(out, "text", order.address_text);
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
  out.key("delivery");
  write(out, order.delivery);
  out.key("items").begin_array();
  for (const auto& line : order.items)
    write(out, line);
  out.end_array()
    .member("items_total", order.items_total.won)
    .member("delivery_fee", order.delivery_fee.won)
    .member("total", order.total.won);
  write_places(out, order);
  write_end(out, order);
  may_time(out, "promised_ready_at", order.promised_ready_at);
  out.member("placed_at", timestamp(order.placed_at))
    .member("updated_at", timestamp(order.updated_at))
    .member("version", order.version)
    .end_object();
}

std::string order_json(const order_view& order) {
  json_writer out;
  write(out, order);
  return out.take();
}

} // namespace baedal::http
