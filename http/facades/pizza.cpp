#include "actors/notification_queries.hpp"
#include "http/facades/brands.hpp"
#include "http/facades/meanings.hpp"
#include "http/facades/values.hpp"

namespace baedal::http::facades {

namespace {

std::string_view placed_or_cancelled(const order_view& order) {
  return is_cancelled(order) ? "CANCEL" : "PLACE";
}

const label delivery_state = by_status({
  {order_status::paid, "PizzaProductionReady"},
  {order_status::delivery_requested, "PizzaProductionReady"},
  {order_status::accepted, "PizzaProductionReady"},
  {order_status::cooking, "PizzaProductionStarted"},
  {order_status::cooked, "PizzaProductionStarted"},
  {order_status::awaiting_rider, "PizzaProductionStarted"},
  {order_status::out_for_delivery, "DeliveryStarted"},
  {order_status::delivered, "DeliveryCompleted"},
  {order_status::completed, "DeliveryCompleted"},
  {order_status::cancelling, "OrderCanceled"},
  {order_status::cancelled, "OrderCanceled"},
});

resource orders() {
  resource out{"pizzaOrders", "pizzaOrder", order_part::whole, {}};
  out.members = {
    {"customerId", customer()},
    {"state", in_words(placed_or_cancelled)},
    {"menuOption", typed("menuOption")},
    {"price", amount(&order_view::items_total)},
    {"paymentMethod", typed("paymentMethod")},
    {"address", address()},
    {"date", typed("date")},
  };
  out.status = placed_or_cancelled;
  out.status_members = {"state", "orderState"};
  out.words = {{{"CANCEL"}, cancels()}};
  out.reached = {"PLACE"};
  out.on_delete = cancels();
  return out;
}

std::string_view payment_state_of(const order_view& order) {
  if (is_unpaid(order))
    return {};
  return is_payment_cancelled(order) ? "CANCEL" : "PLACE";
}

resource payments() {
  resource out{"paymentHistories", "paymentHistory", order_part::payment, {}};
  out.members = {
    {"orderId", number()},
    {"customerId", customer()},
    {"state", in_words(payment_state_of)},
    {"date", placed_at()},
    {"creditCardNo", nothing()},
    {"price", amount(&order_view::total)},
    {"menuOption", typed("menuOption")},
    {"paymentMethod", typed("paymentMethod")},
    {"address", address()},
  };
  return out;
}

resource deliveries() {
  resource out{"orderDeliveries", "orderDelivery", order_part::ticket, {}};
  out.members = {
    {"orderId", number()},
    {"customerId", customer()},
    {"orderState", in_words(delivery_state)},
    {"paymentDate", paid_at()},
    {"lastEventDate", updated_at()},
    {"menuOption", typed("menuOption")},
    {"address", address()},
  };
  out.status = delivery_state;
  out.status_members = {"orderState", "state"};
  out.words = {
    {{"PizzaProductionStarted"}, starts_cooking()},
    {{"DeliveryStarted"}, departs()},
    {{"DeliveryCompleted"}, is_delivered()},
  };
  out.reached = {"PizzaProductionReady", "OrderCanceled"};
  return out;
}

/// Only what follows from a cancelling, or is one. A part that was given back before does not.
value payment_state_told() {
  return [](json_writer& out, const shown& what) {
    using enum occasion;
    const auto about = what.told->what;
    const bool gives_back = about == payment_refunded && what.told->left.won == 0;
    const bool cancels = about == cancel_requested || about == order_cancelled;
    if (is_unpaid(what.order))
      out.null();
    else
      out.value((gives_back || cancels) && is_payment_cancelled(what.order) ? "CANCEL" : "PLACE");
  };
}

value notification_type() {
  return [](json_writer& out, const shown& what) {
    out.value(what.told->what == occasion::delivery_completed ? "None" : "Notification");
  };
}

resource history() {
  return notifications_at("notificationHistories", "notificationHistory",
                          {{"timestamp", told_at()},
                           {"eventType", told_event()},
                           {"orderId", about_order()},
                           {"customerId", customer()},
                           {"paymentState", payment_state_told()},
                           {"orderState", told_state()},
                           {"menuOption", typed("menuOption")},
                           {"address", address()},
                           {"price", amount(&order_view::total)},
                           {"notificationType", notification_type()},
                           {"paymentMethod", typed("paymentMethod")},
                           {"paymentDate", paid_at()}});
}

} // namespace

brand_facade pizza_facade() {
  brand_facade out{"pizza", "pizzaOrders", {}, {}, {}};
  out.places.paths = {"pizzaOrders"};
  out.places.shows = "pizzaOrders";
  auto& words = out.places.words;
  words.customer = {"customerId"};
  words.item = {"menuOption"};
  words.price = {"price"};
  words.method = {"paymentMethod"};
  words.address = {"address"};
  words.kept = {
    {"menuOption", {"menuOption"}}, {"paymentMethod", {"paymentMethod"}}, {"date", {"date"}}};
  words.item_otherwise = "default-menu";
  out.resources = {orders(), payments(), deliveries(), history()};
  out.postings = {{"paymentHistories", "paymentHistories", pays()}};
  return out;
}

} // namespace baedal::http::facades
