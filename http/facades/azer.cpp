#include "http/facades/brands.hpp"
#include "http/facades/meanings.hpp"
#include "http/facades/values.hpp"
#include "http/text_check.hpp"

namespace baedal::http::facades {

namespace {

std::string_view order_status_of(const order_view& order) {
  static const label words = by_status({
    {order_status::placed, "orderPlaced"},
    {order_status::paid, "PAYED"},
    {order_status::delivery_requested, "PAYED"},
    {order_status::accepted, "ORDER ACCEPT"},
    {order_status::cooking, "COOKING"},
    {order_status::cooked, "COOKED"},
    {order_status::awaiting_rider, "COOKED"},
    {order_status::out_for_delivery, "DeliveryStarted"},
    {order_status::delivered, "DeliveryClosed"},
    {order_status::completed, "DeliveryClosed"},
    {order_status::cancelling, "orderCanceled"},
    {order_status::cancelled, "orderCanceled"},
  });
  return order.cancelled_for == cancel_cause::rejected ? "ORDER REJECT" : words(order);
}

std::string_view pay_status_of(const order_view& order) {
  if (!is_payment_cancelled(order))
    return holds_money(order) ? "PAYED" : "WAITINGPAYED";
  if (order.cancelled_for == cancel_cause::rejected)
    return "ORDER REJECT";
  return was_paid(order) ? "PAY CANCELLED" : "ORDER CANCELLED";
}

std::string_view store_status_of(const order_view& order) {
  if (order.cancelled_for == cancel_cause::rejected)
    return "ORDER REJECT";
  if (is_cancelled(order))
    return "ORDER CANCELLED";
  const auto word = order_status_of(order);
  return word == "PAYED" ? "ORDER PAYED" : word;
}

std::string_view cook_status_of(const order_view& order) {
  using enum order_status;
  switch (order.status) {
    case cooking:
      return "COOKING";
    case cooked:
    case awaiting_rider:
    case out_for_delivery:
    case delivered:
    case completed:
      return "COOKED";
    default:
      return {};
  }
}

std::string_view delivery_status_of(const order_view& order) {
  if (is_cancelled(order))
    return "DeliveryCanceled";
  const auto& delivery = order.delivery;
  if (delivery.delivered_at)
    return "DeliveryClosed";
  const bool left = delivery.started_at || delivery.status == delivery_status::requested;
  return left ? "DeliveryStarted" : "";
}

/// From the approval on the store knows where the order goes (004-N2).
bool was_accepted(const order_view& order) noexcept {
  using enum order_status;
  const auto status = order.status;
  return status != placed && status != paid && status != delivery_requested && !is_cancelled(order);
}

bool is_rejected(const order_view& order) noexcept {
  return order.cancelled_for == cancel_cause::rejected;
}

bool is_cancelled_only(const order_view& order) noexcept {
  return is_cancelled(order) && !is_rejected(order);
}

value pay_method() {
  return only_if(holds_money, [](json_writer& out, const shown& what) {
    out.value(static_cast<int>(what.order.payment.method) + 1);
  });
}

const std::vector<status_word> order_words_said{{{"orderCanceled", "ORDER CANCELLED"}, cancels()}};

/// What the store's side asks of the order's: to take the status, and to tell what is cooked for
/// whom (004-N2).
meaning takes_status() {
  return [accept = accepts()](const json_reader& in, const order_view& order) {
    if (lower_case(in.optional_text("orderStatus").value_or("order accept")) != "order accept")
      in.reject("orderStatus", "must be ORDER ACCEPT");
    return accept(in, order);
  };
}

/// `cookStatus` says how far it is: being cooked, or, in any other words, done.
meaning cooks() {
  return [start = starts_cooking(), finish = finishes_cooking()](const json_reader& in,
                                                                 const order_view& order) {
    const auto said = lower_case(in.optional_text("cookStatus").value_or("cooked"));
    const bool begins = said == "cooking" || said.starts_with("start");
    return begins ? start(in, order) : finish(in, order);
  };
}

resource orders() {
  resource out{"orders", "order", order_part::whole, {}};
  out.members = {
    {"storeId", typed_id("storeId")},
    {"menuId", item()},
    {"menuCount", quantity()},
    {"menuPrice", unit_price()},
    {"totalPrice", amount(&order_view::total)},
    {"customerAddress", address()},
    {"phoneNumber", phone()},
    {"customerName", receiver()},
    {"customerId", customer()},
    {"orderStatus", in_words(order_status_of)},
  };
  out.status = order_status_of;
  out.status_members = {"orderStatus", "status"};
  out.words = order_words_said;
  out.reached = {"orderPlaced"};
  out.on_delete = cancels();
  return out;
}

resource pays_of_orders() {
  resource out{"pays", "pay", order_part::payment, {}};
  out.members = {
    {"orderId", number()},
    {"customerId", customer()},
    {"storeId", typed_id("storeId")},
    {"totalPrice", amount(&order_view::total)},
    {"payMethod", pay_method()},
    {"cardNumber", card()},
    {"deliveryFee", amount(&order_view::delivery_fee)},
    {"payStatus", in_words(pay_status_of)},
  };
  return out;
}

resource tickets() {
  resource out{"stores", "store", order_part::ticket, {}};
  out.members = {
    {"orderId", number()},
    {"storeId", typed_id("storeId")},
    {"storeName", store_name()},
    {"storeAddress", nothing()},
    {"menuId", only_if(was_accepted, item())},
    {"menuCount", only_if(was_accepted, quantity())},
    {"totalPrice", amount(&order_view::total)},
    {"customerName", only_if(was_accepted, receiver())},
    {"customerAddress", only_if(was_accepted, address())},
    {"rejectCode", reject_code()},
    {"rejectDetail", only_if(is_rejected, reason())},
    {"cookStatus", in_words(cook_status_of)},
    {"cancelCode", nothing()},
    {"cancelDetail", only_if(is_cancelled_only, reason())},
    {"orderStatus", in_words(store_status_of)},
  };
  return out;
}

resource views() {
  resource out{"customers", "customer", order_part::whole, {}};
  out.members = {
    {"orderId", number()},
    {"storeId", typed_id("storeId")},
    {"menuId", item()},
    {"orderStatus", in_words(order_status_of)},
    {"rejectCode", reject_code()},
    {"rejectDetail", only_if(is_rejected, reason())},
    {"menuCount", quantity()},
    {"totalPrice", amount(&order_view::total)},
    {"storeName", store_name()},
    {"customerName", receiver()},
    {"customerId", customer()},
  };
  return out;
}

resource deliveries() {
  resource out{"deliveries", "delivery", order_part::delivery, {}};
  out.members = {
    {"orderId", number()},
    {"customerAddress", address()},
    {"customerName", receiver()},
    {"storeId", typed_id("storeId")},
    {"customerId", customer()},
    {"storeAddress", nothing()},
    {"deliveryFee", amount(&order_view::delivery_fee)},
    {"rejectCode", reject_code()},
    {"rejectDetail", only_if(is_rejected, reason())},
    {"deliveryStatus", in_words(delivery_status_of)},
  };
  out.status = delivery_status_of;
  out.status_members = {"deliveryStatus", "status"};
  out.words = {{{"DeliveryClosed"}, is_delivered()}};
  out.reached = {"DeliveryStarted", "DeliveryCanceled"};
  return out;
}

} // namespace

brand_facade azer_facade() {
  brand_facade out{"azer", "orders", {}, {}, {}};
  out.places.paths = {"orders", "orderPlaced"};
  out.places.shows = "orders";
  out.places.marks = {"menuId", "menuCount", "menuPrice"};
  auto& words = out.places.words;
  words.store = {"storeId"};
  words.customer = {"customerId"};
  words.item = {"menuId"};
  words.quantity = {"menuCount"};
  words.price = {"menuPrice"};
  words.address = {"customerAddress"};
  words.receiver = {"customerName"};
  words.phone = {"phoneNumber"};
  words.kept = {{"storeId", {"storeId"}}};
  out.resources = {
    orders(),
    also_as(orders(), "orderList", "order"),
    pays_of_orders(),
    also_as(pays_of_orders(), "payList", "pay"),
    tickets(),
    also_as(tickets(), "storeList", "store"),
    views(),
    also_as(views(), "myPages", "myPage"),
    also_as(views(), "mypages", "mypage"),
    deliveries(),
  };
  out.postings = {
    {"ordercanceled", "orders", cancels()},
    {"payed", "pays", {}}, // The record is made with the order.
    {"pay", "pays", pays()},
    {"payCancelled", "pays", cancels()},
    {"storeOrderAccepted", "stores", accepts()},
    {"order", "orders", takes_status()},
    {"storeOrderRejected", "stores", rejects()},
    {"storeCooked", "stores", cooks()},
  };
  return out;
}

} // namespace baedal::http::facades
