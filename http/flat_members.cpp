#include "http/flat_members.hpp"

#include "actors/queries.hpp"
#include "domain/numbered_order.hpp"
#include "http/brand_events.hpp"
#include "http/json_writer.hpp"
#include "http/time_input.hpp"
#include "http/views.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace baedal::http {

namespace {

using document = nlohmann::ordered_json;

/// Where a member's value comes from. `as_sent` alone: the client's own words, or nothing.
enum class source : std::uint8_t {
  as_sent,
  status,   ///< the brand's word for the state after the event
  audience, ///< pizza's `notificationType`
  time,     ///< of the event
  ordered,  ///< when the order was placed: pizza's are placed by being paid
  customer,
  store,
  rider,
  item,       ///< of the first line
  quantity,   ///< likewise
  unit_price, ///< likewise
  choices,    ///< the options of the first line
  total,      ///< of the event, else as placed
  left,       ///< of what was paid, after a refund
  delivery_fee,
  method,
  approval, ///< the gateway's own key
  reason,
  code,
  grade,
};

/// Whether digits are a number for the brand's systems (requirements K18).
enum class digits : std::uint8_t { text, number };

struct member_source {
  std::string_view name;
  source from;
  digits are = digits::number;
};

constexpr std::array<member_source, 42> sources{{
  {"amount", source::total},
  {"approvednumber", source::approval, digits::text},
  {"cancelDetail", source::reason, digits::text},
  {"cookStatus", source::status},
  {"customerId", source::customer},
  {"date", source::time},
  {"deliveryFee", source::delivery_fee},
  {"deliveryStatus", source::status},
  {"foodId", source::item, digits::text},
  {"grade", source::grade, digits::text},
  {"left", source::left},
  {"menuCount", source::quantity},
  {"menuId", source::item},
  {"menuOption", source::as_sent, digits::text},
  {"menuPrice", source::unit_price},
  {"notificationType", source::audience},
  {"options", source::choices, digits::text},
  {"orderStatus", source::status},
  {"payMethod", source::method},
  {"payStatus", source::status},
  {"paymentMethod", source::method, digits::text},
  {"paymentDate", source::ordered},
  {"price", source::total},
  {"productId", source::item, digits::text},
  {"qty", source::quantity},
  {"reason", source::reason, digits::text},
  {"rejectCode", source::code},
  {"rejectDetail", source::reason, digits::text},
  {"rejectionReason", source::reason, digits::text},
  {"riderId", source::rider},
  {"state", source::status},
  {"status", source::status},
  {"storeId", source::store},
  {"totalPrice", source::total},
  {"userid", source::customer, digits::text},
  {"금액", source::total},
  {"남은금액", source::left},
  {"배달지주소", source::as_sent, digits::text},
  {"수량", source::quantity},
  {"요리종류", source::item, digits::text},
  {"품목", source::item, digits::text},
  {"가게", source::store},
}};

/// Fifteen digits: what every JSON reader takes exactly.
constexpr std::uint64_t largest_exact = 999'999'999'999'999;

void write_text(json_writer& out, std::string_view text, digits are) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  if (are == digits::number && number <= largest_exact && std::to_string(number) == text)
    out.value(number);
  else
    out.value(text);
}

/// One event being written: `order` is what the topic tells of the order.
struct flat_event_writer {
  json_writer& out;
  const brand_event& event;
  const actors::topic_row& row;
  const document& data;
  document order = document::object();

  void write(std::string_view name) {
    out.key(name);
    const auto known = std::find_if(sources.begin(), sources.end(),
                                    [&](const auto& each) { return each.name == name; });
    const auto how = known == sources.end() ? member_source{name, source::as_sent} : *known;
    if (const auto* sent = sent_value(how))
      return write_text(out, *sent, how.are);
    write_known(how);
  }

private:
  /// What the client itself sent under this name, unless the order has moved on from it.
  const std::string* sent_value(const member_source& how) const {
    const bool fixed = how.from == source::as_sent || how.from == source::customer
                       || how.from == source::store || how.from == source::item
                       || how.from == source::choices || how.from == source::method;
    const auto sent = order.find("metadata");
    if (!fixed || sent == order.end() || !sent->is_object())
      return nullptr;
    const auto found = sent->find(std::string{how.name});
    return found == sent->end() ? nullptr : found->get_ptr<const std::string*>();
  }

  void write_known(const member_source& how) {
    switch (how.from) {
      case source::status:
        out.value(event.status);
        return;
      case source::audience: // The courier's last word is for nobody's telephone.
        out.value(row.type == "delivery_completed" ? "None" : "Notification");
        return;
      case source::time:
        out.value(seoul_timestamp(row.at));
        return;
      case source::ordered:
        return write_time(order, "placed_at");
      case source::choices:
        return write_choices();
      case source::customer: // A grade is told without the order.
        return write(order.contains("customer_id") ? order : data, "customer_id", how.are);
      case source::store:
        return write(order, "store_id", how.are);
      case source::rider:
        return write(data, "rider_id", how.are);
      case source::item:
        return write(first_line(), "item_id", how.are);
      case source::quantity:
        return write(first_line(), "quantity", how.are);
      case source::unit_price:
        return write(first_line(), "unit_price", how.are);
      case source::total:
        return data.contains("amount") ? write(data, "amount", how.are)
                                       : write(order, "total", how.are);
      case source::left:
        return write(data, "left", how.are);
      case source::delivery_fee:
        return write_fee();
      case source::method:
        return write(data, "method", how.are);
      case source::approval: // Cash has none.
        if (data.value("method", "") == "cash")
          return void(out.null());
        return write(data, "payment_key", how.are);
      case source::reason:
        return write(data, "reason", how.are);
      case source::code:
        return write(data, "code", how.are);
      case source::grade:
        return write(data, "grade", how.are);
      case source::as_sent:
        break;
    }
    out.null();
  }

  /// What is paid beyond the items, where the event tells, else as placed.
  void write_fee() {
    const auto paid = data.find("amount");
    const auto items = order.find("items_total");
    if (paid != data.end() && items != order.end())
      out.value(paid->get<std::int64_t>() - items->get<std::int64_t>());
    else
      out.value(order.value("delivery_fee", std::int64_t{0}));
  }

  void write_time(const document& from, const char* name) {
    const auto found = from.find(name);
    const auto time = found != from.end() && found->is_string()
                        ? parse_timestamp(found->get_ref<const std::string&>())
                        : std::nullopt;
    if (time)
      out.value(seoul_timestamp(*time));
    else
      out.null();
  }

  const document& first_line() const {
    static const document nothing = document::object();
    const auto lines = order.find("items");
    return lines != order.end() && lines->is_array() && !lines->empty() ? lines->front() : nothing;
  }

  void write_choices() {
    const auto& line = first_line();
    std::string all;
    if (const auto options = line.find("options"); options != line.end())
      for (const auto& each : *options)
        all.append(all.empty() ? "" : ", ").append(each.is_string() ? each.get<std::string>() : "");
    out.value(all);
  }

  void write(const document& from, const char* name, digits are) {
    const auto found = from.find(name);
    if (found == from.end() || found->is_null())
      out.null();
    else if (found->is_string())
      write_text(out, found->get_ref<const std::string&>(), are);
    else
      out.raw(found->dump());
  }
};

} // namespace

void write_order_number(json_writer& out, std::string_view order) {
  const auto numbered = parse_numbered_order(order_id{std::string{order}});
  if (numbered && numbered->number <= largest_exact)
    out.value(numbered->number);
  else
    out.value(order);
}

void write_flat_members(json_writer& out, const brand_event& event, const actors::topic_row& row,
                        const document& data) {
  flat_event_writer writer{out, event, row, data};
  if (const auto order = data.find("order"); order != data.end() && order->is_object())
    writer.order = *order;
  auto left = event.members;
  while (!left.empty()) {
    const auto end = left.find(' ');
    writer.write(left.substr(0, end));
    left = end == std::string_view::npos ? std::string_view{} : left.substr(end + 1);
  }
}

} // namespace baedal::http
