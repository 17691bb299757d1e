#include "domain/order_rules.hpp"

namespace baedal {

namespace {

/// Makes the view from what was fixed at placing. Money that moved for an earlier attempt under the
/// same id stays on the books.
void show_placement(order& state) {
  const auto& what = *state.placed;
  const auto before = state.seen.payment;
  order_view fresh;
  fresh.id = what.id;
  fresh.brand = what.brand;
  fresh.store = what.store;
  fresh.customer = what.customer;
  fresh.status = state.seen.status;
  fresh.items = what.items;
  fresh.items_total = what.items_total;
  fresh.metadata = what.metadata;
  fresh.delivery_fee = what.delivery_fee;
  fresh.total = what.total;
  fresh.area = what.area;
  fresh.store_at = what.store_at;
  fresh.version = state.seen.version;
  fresh.payment.amount = what.total;
  fresh.payment.captured = before.captured;
  fresh.payment.refunded = before.refunded;
  fresh.payment.refund_due = before.refund_due;
  fresh.payment.cash = before.cash;
  fresh.payment.cash_refunded = before.cash_refunded;
  fresh.payment.key = before.key;
  state.seen = std::move(fresh);
}

/// Cash goes without the gateway: no token leads to it, and it has no key there.
bool is_cash(payment_method method, const std::string& token_or_key) {
  return method == payment_method::cash && token_or_key.empty();
}

/// The attempt in flight is over, one way or the other.
void end_attempt(order& state) {
  drop_owed<owe_authorise>(state);
  drop_owed<owe_look_up>(state);
  end_deferral(state);
  state.payment_in_doubt = false;
  state.pending_token.clear();
}

/// The attempt counts as failed. If it, or one before it, was ever in doubt, its money may still
/// be taken: look-ups go on.
void give_attempt_up(order& state, instant at) {
  end_attempt(state);
  if (!state.capture_possible)
    return;
  state.late_looks = 0;
  state.given_up_at = at;
  schedule_late_look(state);
}

/// Money promised back outranks what became of the latest attempt.
void show_attempt(order& state, payment_status status) {
  if (state.seen.payment.refund_due == money{0})
    state.seen.payment.status = status;
}

} // namespace

// -- the checkout ---------------------------------------------------------------------------------

void apply(order& state, const checkout_started& event, instant at) {
  end_attempt(state);
  state.placed = event.what;
  state.seen.status = order_status::checkout;
  show_placement(state);
  state.seen.payment.method = event.method;
  state.body_hash = event.body_hash;
  state.keyed = event.keyed;
  state.checkout_error.reset();
  state.checkout_error_code.clear();
  state.answer_lost = false;
  state.pending_token = event.token;
  owe_reserve_stock wanted;
  for (const auto& line : event.what.items)
    if (line.limited)
      wanted.lines.push_back({line.item, line.quantity});
  if (!wanted.lines.empty())
    owe(state, entity_key{entity_kind::store, event.what.store.value}, std::move(wanted));
  else if (pays_inside(event.what))
    ask_for_payment(state, at);
}

void apply(order& state, const stock_reserved&, instant at) {
  drop_owed<owe_reserve_stock>(state);
  state.stock_reserved = true;
  if (pays_inside(*state.placed))
    ask_for_payment(state, at);
}

void apply(order& state, const checkout_failed& event, instant at) {
  state.seen.status = order_status::checkout_failed;
  state.checkout_error = event.why;
  state.checkout_error_code = event.code;
  state.checkout_retry_after = event.retry_after;
  state.answer_lost = event.answer_lost;
  show_attempt(state,
               event.why == errc::payment_declined ? payment_status::failed : payment_status::none);
  give_stock_back(state);
  give_attempt_up(state, at);
}

void apply(order& state, const order_placed& event, instant at) {
  if (event.what) {
    state.placed = event.what;
    end_attempt(state);
    show_placement(state);
    state.checkout_error.reset();
    state.checkout_error_code.clear();
  }
  state.keyed = event.keyed;
  state.body_hash = event.body_hash;
  state.seen.status = order_status::placed;
  state.seen.placed_at = at;
  set_timer(state, timer_kind::pay_window, at + state.placed->policy.pay_window);
}

// -- paying ---------------------------------------------------------------------------------------

/// What the gateway may still do about an earlier attempt goes on beside a payment in cash.
void apply(order& state, const payment_requested& event, instant at) {
  if (is_cash(event.method, event.token)) {
    end_deferral(state);
    state.payment_attempts = event.attempt;
    state.seen.payment.method = event.method;
    state.seen.payment.card = event.card;
    state.seen.payment.failure.clear();
    state.seen.payment.status = payment_status::requested;
    state.seen.payment.amount = state.seen.total;
    return;
  }
  end_attempt(state);
  state.pending_token = event.token;
  state.answer_lost = false;
  state.payment_attempts = event.attempt - 1;
  state.seen.payment.method = event.method;
  state.seen.payment.card = event.card;
  state.seen.payment.failure.clear();
  ask_for_payment(state, at);
}

void apply(order& state, const payment_timed_out&, instant at) {
  end_attempt(state);
  state.payment_in_doubt = true;
  state.answer_lost = true;
  state.capture_possible = true;
  state.last_attempt = at;
  show_attempt(state, payment_status::unknown);
  owe(state, std::nullopt, owe_look_up{});
}

void apply(order& state, const payment_approved& event, instant at) {
  const auto& policy = state.placed->policy;
  const bool parcel = policy.dispatch == dispatch_mode::parcel;
  auto& payment = state.seen.payment;
  if (is_cash(event.method, event.key)) {
    payment.cash = payment.cash + event.amount;
  } else {
    end_attempt(state);
    state.capture_possible = false;
    payment.key = event.key;
  }
  state.answer_lost = false;
  payment.status = payment_status::approved;
  payment.approved_at = at;
  payment.method = event.method;
  payment.amount = event.amount;
  payment.captured = payment.captured + event.amount;
  payment.failure.clear();
  state.seen.status = parcel ? order_status::delivery_requested : order_status::paid;
  state.seen.delivery.status = parcel ? delivery_status::requested : delivery_status::waiting;
  clear_timer(state, timer_kind::pay_window);
  if (!parcel && policy.acceptance == acceptance_mode::explicit_answer)
    set_timer(state, timer_kind::accept, at + policy.accept_timeout);
  if (state.stock_reserved) {
    state.stock_committed = true;
    owe(state, entity_key{entity_kind::store, state.placed->store.value}, owe_commit_stock{});
  }
}

void apply(order& state, const payment_failed& event, instant at) {
  state.seen.payment.failure = event.code;
  show_attempt(state, event.unreachable ? payment_status::none : payment_status::failed);
  give_attempt_up(state, at);
}

/// Look-ups for an earlier attempt that was in doubt go on beside it.
void apply(order& state, const payment_deferred& event, instant at) {
  const auto token = state.pending_token;
  show_attempt(state, payment_status::none);
  give_attempt_up(state, at);
  state.pending_token = token;
  state.seen.payment.deferred = true;
  ++state.deferrals;
  set_timer(state, timer_kind::pay_again, event.again_at);
}

void apply(order& state, const payment_expired&, instant) {
  show_attempt(state, payment_status::expired);
}

// -- giving back ----------------------------------------------------------------------------------

void apply(order& state, const late_capture_found& event, instant) {
  auto& payment = state.seen.payment;
  end_attempt(state);
  state.capture_possible = false;
  payment.key = event.key;
  payment.captured = payment.captured + event.amount;
  payment.refund_due = payment.refund_due + event.amount;
  if (payment.refund_due > money{0})
    payment.status = payment_status::refund_pending;
  ask_for_refund(state);
}

void apply(order& state, const payment_refunded& event, instant) {
  auto& payment = state.seen.payment;
  if (event.in_cash)
    payment.cash_refunded = payment.cash_refunded + event.amount;
  else
    drop_owed<owe_refund>(state);
  payment.refunded = payment.refunded + event.amount;
  payment.refund_due = payment.refund_due - event.amount;
  if (payment.refund_due > money{0})
    ask_for_refund(state);
  else
    payment.status = payment.refunded == payment.captured ? payment_status::refunded
                                                          : payment_status::partly_refunded;
}

void apply(order& state, const refund_refused&, instant) {
  drop_owed<owe_refund>(state);
  state.seen.payment.status = payment_status::refund_refused;
}

void apply(order& state, const refund_retried&, instant) {
  state.seen.payment.status = payment_status::refund_pending;
  ask_for_refund(state);
}

} // namespace baedal
