#include "domain/iso_time.hpp"
#include "domain/order_lines.hpp"
#include "persistence/event_codec.hpp"
#include "persistence/json_writer.hpp"
#include "persistence/members.hpp"

namespace baedal::persistence {

/// A line of an order in the words of the public API.
struct public_line {
  const order_line& line;
};

template <class Via, class X>
void members(of<public_line>, Via& via, X& x) {
  via.need("item_id", x.line.item)
    .need("name", x.line.name)
    .need("quantity", x.line.quantity)
    .need("unit_price", x.line.unit_price)
    .may("stated_price", x.line.stated_price)
    .may("menu_price", x.line.menu_price)
    .need("options", x.line.options);
}

/// What the client attached, as one object.
std::map<std::string, std::string> metadata_of(const placement& placed) {
  std::map<std::string, std::string> all;
  for (const auto& each : placed.metadata)
    all.emplace(each.name, each.value);
  return all;
}

/// What an event of a topic tells of its order: a consumer needs nothing but the topic. All as it
/// was placed, so that it is the same whenever the event is read. Nothing personal, for what has
/// left cannot be erased.
struct topic_order {
  const placement& placed;
  instant at; ///< when it was placed
};

template <class Via, class X>
void members(of<topic_order>, Via& via, X& x) {
  std::vector<public_line> lines;
  for (const auto& each : x.placed.items)
    lines.push_back({each});
  via.need("placed_at", iso_8601(x.at))
    .need("store_id", x.placed.store)
    .need("customer_id", x.placed.customer)
    .need("items", lines)
    .need("items_total", x.placed.items_total)
    .may("delivery_fee", x.placed.delivery_fee)
    .need("total", x.placed.total)
    .may("metadata", metadata_of(x.placed));
}

/// A dish that a store's counter takes note of.
struct public_dish {
  item_id item;
  std::int64_t quantity = 0;
};

template <class Via, class X>
void members(of<public_dish>, Via& via, X& x) {
  via.need("item_id", x.item).need("quantity", x.quantity);
}

namespace {

void show(json_writer& out, const order_placed& event, const order& after) {
  const auto* what = event.what ? &*event.what : after.placed ? &*after.placed : nullptr;
  if (what == nullptr)
    return;
  std::vector<public_line> lines;
  for (const auto& each : what->items)
    lines.push_back({each});
  out.need("order_id", what->id)
    .need("brand", what->brand)
    .need("store_id", what->store)
    .need("customer_id", what->customer)
    .need("items", lines)
    .need("items_total", what->items_total)
    .need("delivery_fee", what->delivery_fee)
    .need("total", what->total)
    .may("area", what->area)
    .may("store_at", what->store_at)
    .need("catalogue_version", what->catalogue_version);
  out.may("metadata", metadata_of(*what));
}

void show(json_writer& out, const payment_requested& event, const order& after) {
  out.need("method", event.method).need("attempt", event.attempt);
  if (event.amount)
    out.need("amount", *event.amount);
  else if (after.placed)
    out.need("amount", after.placed->total);
}

void show(json_writer& out, const delivery_fee_set& event, const order&) {
  out.need("delivery_fee", event.fee);
}

void show(json_writer& out, const payment_approved& event, const order&) {
  out.need("amount", event.amount).need("method", event.method).need("payment_key", event.key);
}

void show(json_writer& out, const payment_failed& event, const order&) {
  out.may("code", event.code).need("unreachable", event.unreachable);
}

void show(json_writer& out, const payment_deferred& event, const order&) {
  out.may("code", event.code).need("again_at", iso_8601(event.again_at));
}

void show(json_writer& out, const late_capture_found& event, const order&) {
  out.need("amount", event.amount);
}

void show(json_writer& out, const payment_refunded& event, const order&) {
  out.need("amount", event.amount).may("in_cash", event.in_cash).may("left", event.left);
}

void show(json_writer& out, const refund_refused& event, const order&) {
  out.may("code", event.code);
}

void show(json_writer& out, const order_accepted& event, const order&) {
  if (event.ready_at)
    out.need("ready_at", iso_8601(*event.ready_at));
}

void show(json_writer& out, const order_rejected& event, const order&) {
  out.need("reason", event.reason).need("code", event.code);
}

void show(json_writer& out, const line_removed& event, const order&) {
  out.need("item_id", event.item)
    .need("quantity", event.quantity)
    .need("reason", event.reason)
    .need("amount", event.amount)
    .need("refund", event.refund);
}

void show(json_writer& out, const order_delayed& event, const order&) {
  out.need("ready_at", iso_8601(event.ready_at)).need("reason", event.reason);
}

void show(json_writer& out, const delay_noticed& event, const order&) {
  out.need("promised_ready_at", iso_8601(event.promised));
}

void show(json_writer& out, const delivery_picked& event, const order&) {
  out.need("rider_id", event.rider);
}

void show(json_writer& out, const pick_withdrawn& event, const order&) {
  out.need("rider_id", event.rider).need("timed_out", event.timed_out);
}

void show(json_writer& out, const order_completed& event, const order&) {
  out.need("automatic", event.automatic);
}

void show(json_writer& out, const accident_reported& event, const order&) {
  out.need("reason", event.reason);
}

void show(json_writer& out, const cancel_requested& event, const order&) {
  out.need("by", event.by)
    .need("cause", event.cause)
    .need("reason", event.reason)
    .need("refund", event.refund);
}

void show(json_writer& out, const order_cancelled& event, const order&) {
  out.need("cause", event.cause);
}

/// What is cooked, by dish: without what was removed before.
std::vector<public_dish> dishes_of(const order_view& seen) {
  std::vector<public_dish> dishes;
  for (const auto& sum : sums_by_item(seen.items))
    dishes.push_back({sum.item, sum.quantity});
  return dishes;
}

/// Whose name says it all.
template <class Event>
void show(json_writer&, const Event&, const order&) {
  // nop
}

} // namespace

std::string public_data(const order_event& event, const order& after) {
  std::string out;
  json_writer object{out};
  std::visit([&](const auto& each) { show(object, each, after); }, event);
  object.close();
  return out;
}

std::string topic_data(const order_event& event, const order& after) {
  std::string out;
  json_writer object{out};
  std::visit([&](const auto& each) { show(object, each, after); }, event);
  if (after.placed && std::holds_alternative<cooking_started>(event)
      && after.placed->policy.count_dishes_at_cooking_start)
    object.need("dishes_counted", dishes_of(after.seen));
  if (after.placed)
    object.need("order", topic_order{*after.placed, after.seen.placed_at});
  object.close();
  return out;
}

} // namespace baedal::persistence
