#include "http/topic_words.hpp"

#include "actors/queries.hpp"
#include "domain/iso_time.hpp"
#include "http/brand_events.hpp"
#include "http/event_form.hpp"
#include "http/flat_members.hpp"
#include "http/json_writer.hpp"
#include "http/views.hpp"

#include <nlohmann/json.hpp>

namespace baedal::http {

namespace {

using document = nlohmann::ordered_json;

/// "order_placed" as "OrderPlaced" or, from the second word on, as "orderPlaced".
std::string camel(std::string_view words, bool upper) {
  std::string out;
  for (const auto c : words) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  return out;
}

void begin_event(json_writer& out, std::string_view name, const actors::topic_row& row) {
  out.begin_object()
    .member("eventType", name)
    .member("timestamp", seoul_timestamp(row.at))
    .member("timestampMs", row.at.time_since_epoch().count())
    .member("position", row.position);
}

void write_head(json_writer& out, std::string_view name, const actors::topic_row& row) {
  begin_event(out, name, row);
  if (row.order.value.empty())
    return; // It is about no order.
  for (const auto* id : {"id", "orderId"}) {
    out.key(id);
    write_order_number(out, row.order.value);
  }
}

/// The members of the event's data, one by one; those of the head are not repeated, and what is
/// told of the order itself only where the event does not.
std::string event_of_unknown_brand(const actors::topic_row& row, const document& data) {
  constexpr auto replace = document::error_handler_t::replace;
  json_writer out;
  write_head(out, event_name(row.type), row);
  for (const auto& [name, value] : data.items())
    if (name != "order_id" && name != "id" && name != "position" && name != "order")
      out.key(camel(name, false)).raw(value.dump(-1, ' ', false, replace));
  return out.end_object().take();
}

/// One event for each dish that is cooked: `dishes` is a list of them.
void add_dish_events(std::vector<std::string>& all, const brand_event& event,
                     const actors::topic_row& row, const document& dishes) {
  for (const auto& each : dishes) {
    json_writer out;
    write_head(out, event.name, row);
    write_flat_members(out, event, row,
                       {{"order", document::object({{"items", document::array({each})}})}});
    all.push_back(out.end_object().take());
  }
}

/// One event for each product, whose number is the `id`.
void add_product_events(std::vector<std::string>& all, const brand_event& event,
                        const actors::topic_row& row, const document& data) {
  const auto products = data.find("products");
  if (products == data.end())
    return;
  for (const auto& each : *products) {
    json_writer out;
    begin_event(out, event.name, row);
    out.key("id");
    write_order_number(out, each.value("item_id", ""));
    out.member("qty", each.value("stock", std::int64_t{0}));
    all.push_back(out.end_object().take());
  }
}

circumstances circumstances_of(const document& data) {
  const auto cause = data.find("cause");
  const bool by_customer = cause != data.end() && *cause == "customer";
  return {by_customer ? decided_by::customer : decided_by::others,
          data.contains("left") ? refund_share::part : refund_share::rest,
          data.contains("dishes_counted")};
}

} // namespace

std::vector<std::string> flat_events(std::string_view brand, const actors::topic_row& row) {
  auto data = document::parse(row.data, nullptr, false);
  if (!data.is_object())
    data = document::object(); // What is damaged has its head at least.
  if (!knows_brand(brand))
    return {event_of_unknown_brand(row, data)};
  std::vector<std::string> all;
  for (const auto* event : brand_events(brand, row.type, circumstances_of(data))) {
    if (row.owner.kind == entity_kind::store) {
      add_product_events(all, *event, row, data);
      continue;
    }
    if (event->counts_dishes) {
      add_dish_events(all, *event, row, data["dishes_counted"]);
      continue;
    }
    json_writer out;
    write_head(out, event->name, row);
    write_flat_members(out, *event, row, data);
    all.push_back(out.end_object().take());
  }
  return all;
}

std::string event_name(std::string_view type) {
  return camel(type, true);
}

std::string canonical_event(std::string_view brand, const actors::topic_row& row) {
  json_writer out;
  out.begin_object()
    .member("position", row.position)
    .member("eventId", row.event_id)
    .member("eventType", row.type)
    .member("topic", brand)
    .member("aggregateId", row.owner.id)
    .key("orderId");
  if (row.order.value.empty())
    out.null();
  else
    out.value(row.order.value);
  out.member("sequence", row.version)
    .member("occurredAt", iso_8601(row.at))
    .member("occurredAtMs", row.at.time_since_epoch().count())
    .key("causationId");
  if (row.follows > 0)
    out.value(row.order.value + "-" + std::to_string(row.follows));
  else
    out.null();
  out.member("schemaVersion", 1).key("data")
    .raw(row.data);
  return out.end_object().take();
}

std::vector<std::string> event_lines(std::string_view brand, event_form form,
                                     const actors::topic_row& row) {
  if (form == event_form::flat)
    return flat_events(brand, row);
  return {canonical_event(brand, row)};
}

} // namespace baedal::http
