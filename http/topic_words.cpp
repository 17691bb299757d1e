#include "http/topic_words.hpp"

#include "actors/queries.hpp"
#include "http/json_writer.hpp"
#include "http/views.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace baedal::http {

namespace {

struct event_words {
  std::string_view type;
  std::array<std::string_view, 5> names; ///< in the order of `brands`
};

constexpr std::array<std::string_view, 5> brands{"pizza", "dongne", "hansik", "mealkit", "azer"};

constexpr std::array<event_words, 13> table{{
  {"order_placed", {"OrderPlaced", "OrderPlaced", "주문됨", "Ordered", "OrderPlaced"}},
  {"payment_requested", {"", "", "", "", "Payed"}},
  {"payment_approved",
   {"PaymentApproved", "Paid", "결제승인됨", "PaymentCompleted", "Payed"}},
  {"order_accepted", {"", "OrderAccepted", "", "", "StoreOrderAccepted"}},
  {"order_rejected", {"", "OrderRejected", "", "", "StoreOrderRejected"}},
  {"cooking_started", {"PizzaProductionStarted", "CookStarted", "", "", "StoreCooked"}},
  {"cooking_finished", {"", "CookFinished", "", "", "StoreCooked"}},
  {"delivery_picked", {"", "Picked", "", "", ""}},
  {"delivery_started",
   {"DeliveryStarted", "DeliveryStarted", "배달시작됨", "", "DeliveryStarted"}},
  {"delivery_completed",
   {"DeliveryCompleted", "Delivered", "", "DeliveryCompleted", "DeliveryClosed"}},
  {"order_cancelled",
   {"OrderCanceled", "OrderCanceled", "주문취소됨", "Cancelled", "OrderCanceled"}},
  {"payment_refunded", {"", "CancelPaid", "결제취소됨", "PaymentCancelled", "PayCancelled"}},
  {"accident_reported", {"", "", "FoodDamaged", "", ""}},
}};

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

/// The members of the event's data, one by one; those of the head are not repeated.
void write_members(json_writer& out, const std::string& data) {
  const auto all = nlohmann::ordered_json::parse(data, nullptr, false);
  if (!all.is_object())
    return;
  constexpr auto replace = nlohmann::ordered_json::error_handler_t::replace;
  for (const auto& [name, value] : all.items())
    if (name != "order_id" && name != "id" && name != "position")
      out.key(camel(name, false)).raw(value.dump(-1, ' ', false, replace));
}

} // namespace

std::string flat_event_name(std::string_view brand, std::string_view type) {
  const auto place = std::find(brands.begin(), brands.end(), brand);
  if (place == brands.end())
    return camel(type, true);
  const auto column = static_cast<std::size_t>(place - brands.begin());
  const auto row = std::find_if(table.begin(), table.end(),
                                [&](const event_words& each) { return each.type == type; });
  return row == table.end() ? std::string{} : std::string{row->names[column]};
}

std::string flat_event(std::string_view brand, const actors::topic_row& row) {
  const auto name = flat_event_name(brand, row.type);
  if (name.empty())
    return {};
  json_writer out;
  out.begin_object()
    .member("eventType", name)
    .member("timestamp", timestamp(row.at))
    .member("position", row.position)
    .member("id", row.order.value)
    .member("orderId", row.order.value);
  write_members(out, row.data);
  return out.end_object().take();
}

std::string canonical_event(std::string_view brand, const actors::topic_row& row) {
  json_writer out;
  out.begin_object()
    .member("position", row.position)
    .member("eventId", row.event_id)
    .member("eventType", row.type)
    .member("topic", brand)
    .member("aggregateId", row.order.value)
    .member("orderId", row.order.value)
    .member("sequence", row.version)
    .member("occurredAt", timestamp(row.at))
    .member("occurredAtMs", row.at.time_since_epoch().count())
    .member("schemaVersion", 1)
    .key("data")
    .raw(row.data);
  return out.end_object().take();
}

} // namespace baedal::http
