#include "http/brand_events.hpp"

#include <algorithm>
#include <array>

namespace baedal::http {

namespace {

constexpr std::string_view pizza_order =
  "customerId state price paymentMethod menuOption notificationType";
constexpr std::string_view pizza_delivery =
  "customerId date menuOption address notificationType paymentDate state";
constexpr std::string_view dongne_order = "status foodId options storeId customerId address";
constexpr std::string_view mealkit_payment = "productId qty status";
constexpr std::string_view azer_pay =
  "totalPrice payMethod cardNumber deliveryFee customerId storeId";

/// By brand, in the order of an order's life.
constexpr std::array<brand_event, 52> table{{
  {"pizza", "order_placed", "OrderPlaced", "PLACE", pizza_order},
  {"pizza", "payment_approved", "PaymentApproved", "PLACE", "customerId menuOption address"},
  {"pizza", "cooking_started", "PizzaProductionStarted", "PizzaProductionStarted", pizza_delivery},
  {"pizza", "delivery_started", "DeliveryStarted", "DeliveryStarted", pizza_delivery},
  {"pizza", "delivery_completed", "DeliveryCompleted", "DeliveryCompleted", pizza_delivery},
  {"pizza", "order_cancelled", "OrderCanceled", "CANCEL", pizza_order},

  {"dongne", "order_placed", "OrderPlaced", "주문됨", dongne_order},
  {"dongne", "payment_approved", "Paid", "결재됨", "status amount"},
  {"dongne", "order_accepted", "OrderAccepted", "접수됨", dongne_order},
  {"dongne", "order_rejected", "OrderRejected", "거절됨",
   "status foodId options storeId customerId address rejectionReason"},
  {"dongne", "cooking_started", "CookStarted", "요리시작", dongne_order},
  {"dongne", "cooking_finished", "CookFinished", "요리완료", dongne_order},
  {"dongne", "delivery_picked", "Picked", "배송중",
   "status foodId options storeId customerId address riderId"},
  {"dongne", "delivery_started", "DeliveryStarted", "배달시작됨",
   "status foodId options storeId customerId address riderId"},
  {"dongne", "delivery_completed", "Delivered", "배달완료됨",
   "status foodId options storeId customerId address riderId"},
  {"dongne", "order_cancelled", "OrderCanceled", "주문취소됨", dongne_order},
  {"dongne", "payment_refunded", "CancelPaid", "주문취소됨", "status amount"},
  {"dongne", "payment_refunded", "PaidPartlyRefunded", "결재됨", "status amount left",
   decided_by::anyone, refund_share::part},
  {"dongne", "customer_grade_raised", "CustomerGradeRaised", "", "customerId grade"},

  {"hansik", "order_placed", "주문됨", "주문됨", "품목 수량 storeId"},
  {"hansik", "payment_approved", "결제승인됨", "결제승인됨", "금액"},
  {"hansik", "cooking_started", "DishCounted", "", "요리종류 수량",
   decided_by::anyone, refund_share::rest, true},
  {"hansik", "delivery_started", "배달시작됨", "배달시작됨", "요리종류 배달지주소"},
  {"hansik", "order_cancelled", "주문취소됨", "주문취소됨", "품목 수량"},
  {"hansik", "payment_refunded", "결제취소됨", "결제취소됨", "금액"},
  {"hansik", "payment_refunded", "결제일부취소됨", "결제승인됨", "금액 남은금액",
   decided_by::anyone, refund_share::part},
  {"hansik", "accident_reported", "FoodDamaged", "주문취소됨", "riderId reason"},

  {"mealkit", "order_placed", "Ordered", "Ordered", "productId qty status address userid"},
  {"mealkit", "payment_approved", "PaymentCompleted", "order confirmed!!",
   "productId qty cardnumber cardowner approvednumber status address"},
  {"mealkit", "payment_approved", "DeliveryRequested", "delivery Requested", "status"},
  {"mealkit", "delivery_completed", "DeliveryCompleted", "delivery completed", "status userid"},
  {"mealkit", "order_cancelled", "Cancelled", "Order Cancelled", "status"},
  {"mealkit", "payment_refunded", "PaymentCancelled", "Payment Cancelled", mealkit_payment},
  {"mealkit", "payment_refunded", "PaymentPartlyRefunded", "order confirmed!!",
   "productId qty status amount left", decided_by::anyone, refund_share::part},
  {"mealkit", "order_cancelled", "DeliveryCancelled", "delivery Cancelled", "status userid"},
  {"mealkit", "product_registered", "ProductRegistered", "", ""},
  {"mealkit", "product_modified", "ProductModified", "", ""},
  {"mealkit", "stock_committed", "ProductModified", "", ""},
  {"mealkit", "stock_released", "ProductModified", "", ""},

  {"azer", "order_placed", "OrderPlaced", "orderPlaced",
   "storeId menuId menuCount menuPrice customerId orderStatus"},
  {"azer", "payment_approved", "Payed", "PAYED", azer_pay},
  {"azer", "order_accepted", "StoreOrderAccepted", "ORDER ACCEPT",
   "storeId menuId menuCount customerName customerAddress storeAddress totalPrice orderStatus"},
  {"azer", "order_rejected", "StoreOrderRejected", "ORDER REJECT",
   "rejectCode rejectDetail orderStatus"},
  {"azer", "cooking_started", "StoreCooked", "COOKING", "menuId cookStatus"},
  {"azer", "cooking_finished", "StoreCooked", "COOKED", "menuId cookStatus"},
  {"azer", "delivery_started", "DeliveryStarted", "DeliveryStarted",
   "storeId customerId customerAddress storeAddress deliveryFee deliveryStatus"},
  {"azer", "delivery_completed", "DeliveryClosed", "DeliveryClosed", "deliveryStatus"},
  {"azer", "order_cancelled", "OrderCanceled", "orderCanceled", "orderStatus",
   decided_by::customer},
  {"azer", "order_cancelled", "StoreOrderCancelled", "ORDER CANCELLED",
   "customerId cancelDetail orderStatus", decided_by::others},
  {"azer", "order_cancelled", "DeliveryCanceled", "DeliveryCanceled", "customerId deliveryStatus"},
  {"azer", "payment_refunded", "PayCancelled", "PAY CANCELLED", "totalPrice payStatus"},
  {"azer", "payment_refunded", "PayPartlyRefunded", "PAYED", "totalPrice left payStatus",
   decided_by::anyone, refund_share::part},
}};

} // namespace

std::vector<const brand_event*> brand_events(std::string_view brand, std::string_view type,
                                             circumstances how) {
  std::vector<const brand_event*> found;
  for (const auto& each : table)
    if (each.brand == brand && each.type == type
        && (each.party == decided_by::anyone || each.party == how.party)
        && (type != "payment_refunded" || each.share == how.share)
        && (!each.counts_dishes || how.counts_dishes))
      found.push_back(&each);
  return found;
}

bool knows_brand(std::string_view brand) {
  return std::any_of(table.begin(), table.end(),
                     [&](const brand_event& each) { return each.brand == brand; });
}

} // namespace baedal::http
