#include "http/facades/brands.hpp"
#include "http/facades/meanings.hpp"
#include "http/facades/values.hpp"

namespace baedal::http::facades {

namespace {

std::string_view order_status_of(const order_view& order) {
  if (is_cancelled(order))
    return "Order Cancelled";
  if (!was_paid(order))
    return {};
  return order.delivery.delivered_at ? "delivery completed" : "delivery Requested";
}

std::string_view payment_status_of(const order_view& order) {
  if (is_unpaid(order))
    return {};
  return is_payment_cancelled(order) ? "Payment Cancelled" : "order confirmed!!";
}

std::string_view delivery_status_of(const order_view& order) {
  if (is_cancelled(order))
    return "delivery Cancelled";
  return order.delivery.delivered_at ? "delivery completed" : "delivery started";
}

value approved_number() {
  return [](json_writer& out, const shown& what) { write_text(out, what.order.payment.key); };
}

resource orders() {
  resource out{"orders", "order", order_part::whole, {}};
  out.members = {
    {"productId", typed("productId")},
    {"userid", customer()},
    {"qty", quantity()},
    {"address", address()},
    {"status", in_words(order_status_of)},
  };
  out.status = order_status_of;
  out.status_members = {"status"};
  out.words = {{{"Order Cancelled", "Cancelled"}, cancels()}};
  out.reached = {"delivery Requested", "delivery completed"};
  out.on_delete = cancels();
  return out;
}

resource payments() {
  resource out{"payments", "payment", order_part::payment, {}};
  out.members = {
    {"orderId", number()},
    {"productId", typed("productId")},
    {"qty", quantity()},
    {"cardnumber", nothing()},
    {"cardowner", nothing()},
    {"approvednumber", approved_number()},
    {"status", in_words(payment_status_of)},
    {"address", address()},
  };
  out.finders = {"findByOrderId"};
  return out;
}

resource deliveries() {
  resource out{"deliveries", "delivery", order_part::delivery, {}};
  out.members = {
    {"orderId", number()},
    {"address", address()},
    {"status", in_words(delivery_status_of)},
  };
  out.status = delivery_status_of;
  out.status_members = {"status"};
  out.words = {{{"delivery completed"}, is_received()}, {{"delivery Cancelled"}, cancels()}};
  out.reached = {"delivery started"};
  out.finders = {"findByOrderId"};
  return out;
}

resource views() {
  resource out{"mypages", "mypage", order_part::whole, {}};
  out.members = {
    {"orderId", number()},
    {"productId", typed("productId")},
    {"qty", quantity()},
    {"userid", customer()},
    {"cardnumber", nothing()},
    {"cardowner", nothing()},
    {"status", in_words(order_status_of)},
  };
  out.finders = {"findByOrderId", "findByUserid"};
  return out;
}

/// What marketing tells sellers and buyers (003-X1). The sender is the shop, without a number.
resource messages() {
  auto out = notifications_at("notifications", "notification",
                              {{"orderId", about_order()},
                               {"message", told_text()},
                               {"email", nothing()},
                               {"rcvPhoneNumber", to_customer(phone())},
                               {"sndPhoneNumber", nothing()},
                               {"status", sent_or("Notified")}});
  out.status_members = {"status"};
  out.send_words = {"Notified"};
  return out;
}

} // namespace

brand_facade mealkit_facade() {
  brand_facade out{"mealkit", "orders", {}, {}, {}};
  out.places.paths = {"orders"};
  out.places.shows = "orders";
  out.places.marks = {"productId", "userid", "prodId"};
  auto& words = out.places.words;
  words.customer = {"userid", "customerId"};
  words.item = {"productId"};
  words.quantity = {"qty"};
  words.address = {"address"};
  words.kept = {{"productId", {"productId"}}};
  out.places.settle = find_product;
  out.resources = {
    orders(), payments(), deliveries(), views(), also_as(views(), "myPages", "myPage"), messages()};
  out.postings = {{"payments", "payments", pays_or_cancels()}};
  return out;
}

} // namespace baedal::http::facades
