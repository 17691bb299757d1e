#include "domain/order_rules.hpp"

namespace baedal {

namespace {

using events = std::vector<order_event>;

/// T17: whoever runs the business may cancel until the goods are handed over.
bool before_delivered(order_status status) {
  using enum order_status;
  switch (status) {
    case placed:
    case paid:
    case accepted:
    case cooking:
    case cooked:
    case awaiting_rider:
    case delivery_requested:
    case out_for_delivery:
      return true;
    default:
      return false;
  }
}

/// T16: how long the customer may cancel. Production starts when cooking does.
bool customer_may_cancel(const order& state) {
  const auto status = state.seen.status;
  return state.placed->policy.customer_cancel_until == cancel_limit::completion
           ? before_delivered(status)
           : before_cooking(status);
}

/// Whether store or operations say that it is the customer's own fault. What they say in other
/// words counts as the platform's.
bool is_customers_fault(const std::string& reason) {
  switch (from_word<cancel_ground>(reason).value_or(cancel_ground::platform_fault)) {
    case cancel_ground::customer_fault:
    case cancel_ground::no_show:
      return true;
    case cancel_ground::store_fault:
    case cancel_ground::sold_out:
    case cancel_ground::platform_fault:
    case cancel_ground::accident:
    case cancel_ground::no_rider:
      break;
  }
  return false;
}

/// Everything is given back, except where store or operations name the customer's fault once the
/// food was in the making: then the brand's share of it.
money refund_for(const order& state, cancel_party by, const std::string& reason) {
  const auto held = still_held(state);
  const bool at_fault = by != cancel_party::customer && !before_cooking(state.seen.status)
                        && is_customers_fault(reason);
  return at_fault ? money{held.won * state.placed->policy.refund_percent_after_cooking / 100}
                  : held;
}

cancel_cause cause_of(cancel_party by) {
  switch (by) {
    case cancel_party::customer:
      return cancel_cause::customer;
    case cancel_party::store:
      return cancel_cause::store;
    case cancel_party::ops:
    case cancel_party::system:
      break;
  }
  return cancel_cause::ops;
}

/// What a cancelling waits for. A rider who withdrew earlier is let go in his own time.
bool is_compensation(const order& state, const obligation& open) {
  return std::visit(overloaded{
                      [](const owe_refund&) { return true; },
                      [&](const owe_release_stock&) { return open.number > state.cancelled_after; },
                      [&](const owe_release_rider&) { return open.number > state.cancelled_after; },
                      [](const auto&) { return false; },
                    },
                    open.body);
}

} // namespace

order_decision decide_one(const order& state, const cancel_order& asked, instant now) {
  const bool customer = asked.by == cancel_party::customer;
  if (!customer && asked.reason.empty())
    return refusal{errc::reason_required, "store and operations state a reason", "reason"};
  const auto status = state.seen.status;
  if (status == order_status::cancelling || status == order_status::cancelled)
    return events{};
  if (customer && !customer_may_cancel(state))
    return conflict(state, "the customer can no longer cancel this order",
                    errc::too_late_to_cancel);
  if (!before_delivered(status))
    return conflict(state, "a delivered order cannot be cancelled");
  order_draft draft(state, now);
  cancel(draft,
         {asked.by, cause_of(asked.by), asked.reason, refund_for(state, asked.by, asked.reason)});
  return draft.take();
}

order_decision decide_one(const order& state, const report_accident& asked, instant now) {
  if (state.seen.cancelled_for == cancel_cause::accident)
    return events{};
  if (!state.placed->policy.accident_flow)
    return conflict(state, "this brand does not cancel on accidents");
  const auto status = state.seen.status;
  if ((status == order_status::awaiting_rider || status == order_status::out_for_delivery)
      && lacks_rider(state, asked.who))
    return no_rider_yet(state);
  if (status != order_status::out_for_delivery)
    return conflict(state, "the order is not under way");
  order_draft draft(state, now);
  draft.add(accident_reported{asked.reason});
  cancel(draft, {cancel_party::system, cancel_cause::accident, asked.reason, still_held(state)});
  return draft.take();
}

void cancel(order_draft& draft, const cancel_requested& how) {
  draft.add(how);
  refund_cash(draft, how.refund);
  end_cancelling(draft);
}

money left_to_go_on(const order& state, money refund) {
  const auto status = state.seen.status;
  const auto& payment = state.seen.payment;
  const bool is_over = status == order_status::cancelling || status == order_status::cancelled;
  const bool is_all = is_over && refund >= payment.refund_due;
  return is_all ? money{} : payment.captured - payment.refunded - refund;
}

void refund_cash(order_draft& draft, money amount) {
  const auto& payment = draft.after().seen.payment;
  const auto in_cash = std::min(amount, payment.cash - payment.cash_refunded);
  if (in_cash > money{0})
    draft.add(payment_refunded{in_cash, true, left_to_go_on(draft.after(), in_cash)});
}

void end_cancelling(order_draft& draft) {
  const auto& state = draft.after();
  const bool open = std::any_of(state.owed.begin(), state.owed.end(),
                                [&](const auto& each) { return is_compensation(state, each); });
  if (state.seen.status != order_status::cancelling || open)
    return;
  draft.add(order_cancelled{*state.seen.cancelled_for});
}

} // namespace baedal
