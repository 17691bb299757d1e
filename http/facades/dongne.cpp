#include "http/facades/brands.hpp"
#include "http/facades/meanings.hpp"
#include "http/facades/values.hpp"

namespace baedal::http::facades {

namespace {

std::string_view status_of(const order_view& order) {
  static const label words = by_status({
    {order_status::placed, "주문됨"},
    {order_status::paid, "결재됨"},
    {order_status::delivery_requested, "결재됨"},
    {order_status::accepted, "접수됨"},
    {order_status::cooking, "요리시작"},
    {order_status::cooked, "요리완료"},
    {order_status::awaiting_rider, "요리완료"},
    {order_status::out_for_delivery, "배송중"},
    {order_status::delivered, "배송확정"},
    {order_status::completed, "배송확정"},
    {order_status::cancelling, "주문취소됨"},
    {order_status::cancelled, "주문취소됨"},
  });
  return order.cancelled_for == cancel_cause::rejected ? "거절됨" : words(order);
}

std::string_view payment_status_of(const order_view& order) {
  if (is_payment_cancelled(order))
    return "결재취소됨";
  return holds_money(order) ? "결재됨" : "미결재";
}

std::string_view delivery_status_of(const order_view& order) {
  const auto word = status_of(order);
  return order.status == order_status::awaiting_rider ? "배송가능" : word;
}

bool has_reason(const order_view& order) noexcept {
  return is_cancelled(order);
}

std::vector<member> order_members(const label& status) {
  return {
    {"foodId", item()},
    {"options", options()},
    {"address", address()},
    {"customerId", customer()},
    {"storeId", typed_id("storeId")},
    {"qty", quantity()},
    {"price", unit_price()},
    {"status", in_words(status)},
    {"rejectionReason", only_if(has_reason, reason())},
  };
}

resource orders() {
  resource out{"orders", "order", order_part::whole, order_members(status_of)};
  out.status = status_of;
  out.status_members = {"status", "orderStatus"};
  out.words = {{{"주문취소됨", "주문취소", "OrderCanceled", "cancel"}, cancels()}};
  out.reached = {"주문됨", "미결재", "결재됨", "접수됨"};
  out.actions = {{"cancel", cancels()}};
  out.on_delete = cancels();
  return out;
}

resource payments() {
  resource out{"payments", "payment", order_part::payment, {}};
  out.members = {
    {"orderId", number()},
    {"amount", amount(&order_view::total)},
    {"status", in_words(payment_status_of)},
  };
  out.actions = {{"pay", pays()}};
  return out;
}

/// The store's own copy of the orders: unpaid ones are shown, and cannot be accepted.
resource tickets() {
  resource out{"storeOrders", "storeOrder", order_part::ticket, {}};
  out.members = order_members(status_of);
  out.members.insert(out.members.begin(), {"orderId", number()});
  out.actions = {
    {"accept", accepts_or_not()},
    {"acceptcook", accepts_or_not()},
    {"reject", rejects()},
    {"cancelcook", rejects()},
    {"start", starts_cooking()},
    {"startcook", starts_cooking()},
    {"start-cook", starts_cooking()},
    {"finish", finishes_cooking()},
    {"finishcook", finishes_cooking()},
    {"finish-cook", finishes_cooking()},
  };
  return out;
}

resource deliveries() {
  resource out{"deliveries", "delivery", order_part::delivery, {}};
  out.members = {
    {"orderId", number()},  {"status", in_words(delivery_status_of)},
    {"address", address()}, {"customerId", customer()},
    {"foodId", item()},     {"riderId", rider()},
  };
  out.actions = {
    {"pick", is_picked()},
    {"pickcook", is_picked()},
    {"accept", is_picked()},
    {"confirm", is_received()},
    {"confirmdelivered", is_received()},
    {"acceptdelivery", is_received()},
    {"completeDelivery", is_received()},
    {"accident", had_accident()},
  };
  out.finders = {"findByOrderId", "findByArea"};
  return out;
}

resource views() {
  resource out{"orderViews", "orderView", order_part::whole, {}};
  out.members = {
    {"orderId", number()},           {"orderStatus", in_words(status_of)},
    {"status", in_words(status_of)}, {"foodId", item()},
    {"customerId", customer()},      {"rejectionReason", only_if(has_reason, reason())},
  };
  return out;
}

resource messages() {
  return notifications_at(
    "notificationLogs", "notificationLog",
    {{"orderId", about_order()}, {"customerId", customer()}, {"message", told_text()}});
}

} // namespace

brand_facade dongne_facade() {
  brand_facade out{"dongne", "orders", {}, {}, {}};
  out.places.paths = {"orders"};
  out.places.shows = "orders";
  out.places.marks = {"foodId"};
  auto& words = out.places.words;
  words.store = {"storeId"};
  words.customer = {"customerId"};
  words.item = {"foodId"};
  words.quantity = {"qty"};
  words.price = {"price"};
  words.options = {"options"};
  words.address = {"address"};
  words.kept = {{"storeId", {"storeId"}}};
  out.resources = {
    orders(),
    payments(),
    tickets(),
    also_as(tickets(), "foodCookings", "foodCooking"),
    also_as(tickets(), "cookings", "cooking"),
    also_as(tickets(), "cooks", "cook"),
    deliveries(),
    also_as(deliveries(), "deliveryLists", "deliveryList"),
    views(),
    also_as(views(), "orderStatuses", "orderStatus"),
    also_as(views(), "orderDashboards", "orderDashboard"),
    also_as(views(), "mypages", "mypage"),
    also_as(views(), "myPages", "myPage"),
    messages(),
    also_as(messages(), "notices", "notice"),
  };
  out.postings = {{"payments", "payments", pays()}};
  return out;
}

} // namespace baedal::http::facades
