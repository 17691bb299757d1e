#include "http/facades/brands.hpp"
#include "http/facades/meanings.hpp"
#include "http/facades/values.hpp"

namespace baedal::http::facades {

namespace {

const label status_of = by_status({
  {order_status::placed, "주문됨"},
  {order_status::paid, "결제승인됨"},
  {order_status::delivery_requested, "결제승인됨"},
  {order_status::accepted, "결제승인됨"},
  {order_status::cooking, "요리시작됨"},
  {order_status::cooked, "요리완료됨"},
  {order_status::awaiting_rider, "요리완료됨"},
  {order_status::out_for_delivery, "배달시작됨"},
  {order_status::delivered, "배달완료됨"},
  {order_status::completed, "배달완료됨"},
  {order_status::cancelling, "주문취소됨"},
  {order_status::cancelled, "주문취소됨"},
});

std::string_view payment_status_of(const order_view& order) {
  if (is_unpaid(order))
    return {};
  return is_payment_cancelled(order) ? "결제취소됨" : "결제승인됨";
}

resource orders() {
  resource out{"orders", "order", order_part::whole, {}};
  out.members = {
    {"item", item_name()},         {"수량", quantity()},       {"상태", in_words(status_of)},
    {"가게", typed_id("storeId")}, {"가격", unit_price()},     {"storeId", typed_id("storeId")},
    {"customerId", customer()},    {"cancelReason", reason()},
  };
  out.status = status_of;
  out.status_members = {"상태", "status"};
  out.words = {{{"주문취소됨", "취소", "cancel", "cancelled"}, cancels()}};
  out.reached = {"주문됨", "결제승인됨", "배달시작됨"};
  out.on_delete = cancels();
  return out;
}

resource payments() {
  resource out{"결제이력s", "결제이력", order_part::payment, {}};
  out.members = {
    {"orderId", number()},
    {"금액", amount(&order_view::total)},
    {"행위", in_words(payment_status_of)},
  };
  return out;
}

resource tickets() {
  resource out{"주문처리s", "주문처리", order_part::ticket, {}};
  out.members = {
    {"orderId", number()}, {"배달지주소", address()},     {"요리종류", item_name()},
    {"수량", quantity()},  {"상태", in_words(status_of)},
  };
  return out;
}

resource views() {
  resource out{"통합주문상태s", "통합주문상태", order_part::whole, {}};
  out.members = {
    {"orderId", number()},
    {"item", item_name()},
    {"수량", quantity()},
    {"상태", in_words(status_of)},
    {"결제상태", in_words(payment_status_of)},
    {"cancelReason", reason()},
  };
  return out;
}

/// A66 and what leads there: riders may pick here, too.
resource deliveries() {
  resource out{"deliveries", "delivery", order_part::delivery, {}};
  out.members = {
    {"orderId", number()}, {"배달지주소", address()},     {"요리종류", item_name()},
    {"riderId", rider()},  {"상태", in_words(status_of)},
  };
  out.actions = {{"pick", is_picked()}, {"complete", is_delivered()}, {"accident", had_accident()}};
  return out;
}

} // namespace

brand_facade hansik_facade() {
  brand_facade out{"hansik", "orders", {}, {}, {}};
  out.places.paths = {"orders", "주문", "주문s"};
  out.places.shows = "orders";
  out.places.marks = {"item", "수량", "품목", "가게", "가격"};
  auto& words = out.places.words;
  words.store = {"storeId", "가게"};
  words.customer = {"customerId"};
  words.item = {"item", "품목"};
  words.quantity = {"수량", "qty"};
  words.price = {"가격", "price"};
  words.address = {"배달지주소", "address"};
  words.kept = {{"storeId", {"storeId", "가게"}}};
  out.resources = {
    orders(),
    also_as(orders(), "주문s", "주문"),
    also_as(orders(), "주문", "주문"),
    payments(),
    also_as(payments(), "결제이력", "결제이력"),
    tickets(),
    also_as(tickets(), "주문관리s", "주문관리"),
    also_as(tickets(), "주문관리", "주문관리"),
    views(),
    also_as(views(), "통합주문상태", "통합주문상태"),
    also_as(views(), "주문상세보기s", "주문상세보기"),
    also_as(views(), "주문상세보기", "주문상세보기"),
    deliveries(),
  };
  out.postings = {
    {"결제이력s", "결제이력s", pays_or_cancels()},
    {"주문처리s", "주문처리s", departs()},
    {"주문관리s", "주문관리s", departs()},
  };
  return out;
}

} // namespace baedal::http::facades
