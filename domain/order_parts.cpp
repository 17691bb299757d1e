#include "domain/numbered_order.hpp"
#include "domain/order_rules.hpp"

namespace baedal {

namespace {

/// What reaches the store, and when (requirements M1 `store_sees_order`, K2).
bool has_ticket(const order& state) {
  switch (state.placed->policy.store_sees_order) {
    case store_visibility::when_ordered:
      return true;
    case store_visibility::never:
      return false;
    case store_visibility::when_paid:
      break;
  }
  return state.seen.delivery.status != delivery_status::none; // It waits from the payment on.
}

/// Asked for, put off or made; or made with the order.
bool has_payment(const order& state) {
  return state.seen.payment.status != payment_status::none || state.payment_attempts > 0
         || state.placed->policy.payment == payment_timing::record_then_pay;
}

/// From when on somebody can carry the goods.
bool has_delivery(const order& state) {
  const auto& delivery = state.seen.delivery;
  if (state.placed->policy.dispatch == dispatch_mode::parcel)
    return delivery.status != delivery_status::none;
  return delivery.offers > 0 || delivery.picked_at || delivery.started_at;
}

} // namespace

void note_parts(order& state) {
  if (!state.placed)
    return;
  state.seen.parts = 0;
  const auto add = [&](order_part part, bool is_there) {
    state.seen.parts |= is_there ? static_cast<std::uint32_t>(part) : 0U;
  };
  add(order_part::payment, has_payment(state));
  add(order_part::ticket, has_ticket(state));
  add(order_part::delivery, has_delivery(state));
}

} // namespace baedal
