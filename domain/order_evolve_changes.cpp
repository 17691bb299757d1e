#include "domain/order_lines.hpp"
#include "domain/order_rules.hpp"

namespace baedal {

namespace {

void recount(order& state) {
  auto& seen = state.seen;
  seen.total = seen.items_total + seen.delivery_fee;
  if (!is_paid(state))
    seen.payment.amount = seen.total;
}

} // namespace

void apply(order& state, const delivery_fee_set& event, instant) {
  state.seen.delivery_fee = event.fee;
  recount(state);
}

void apply(order& state, const line_removed& event, instant) {
  auto& seen = state.seen;
  bool limited = false;
  for (auto& line : take_units(seen.items, event.item, event.quantity)) {
    limited = limited || line.limited;
    seen.removed_items.push_back(std::move(line));
  }
  seen.items_total = seen.items_total - event.amount;
  recount(state);
  if (event.refund > money{0}) {
    seen.payment.refund_due = seen.payment.refund_due + event.refund;
    seen.payment.status = payment_status::refund_pending;
    ask_for_refund(state);
  }
  if (limited)
    hold_less_stock(state);
}

void apply(order& state, const order_delayed& event, instant at) {
  promise_ready(state, event.ready_at, at);
}

void apply(order& state, const delay_noticed&, instant) {
  clear_timer(state, timer_kind::ready);
}

} // namespace baedal
