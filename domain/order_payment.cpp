#include "domain/checks.hpp"
#include "domain/order_rules.hpp"

namespace baedal {

namespace {

/// A checkout without a key whose caller was told "unknown" can never be asked for again: nobody
/// would know of the order.
bool is_orphan(const order& state) {
  return state.seen.status == order_status::checkout && state.answer_lost && !state.keyed;
}

void fail(order_draft& draft, errc why, std::string code) {
  const auto& state = draft.after();
  if (state.seen.status == order_status::checkout)
    draft.add(checkout_failed{why, std::move(code), state.answer_lost});
  else
    draft.add(payment_failed{std::move(code), why == errc::unavailable, changed_total(state)});
}

/// When a payment that could not be asked for is tried again: later each time, and never when the
/// pay window is over.
std::optional<instant> next_attempt(const order& state, const gateway_answer& answer, instant now) {
  using namespace std::chrono_literals;
  constexpr std::chrono::milliseconds first = 5s, last = 60s;
  const auto pause = std::min(first * (std::int64_t{1} << std::min(state.deferrals, 10u)), last);
  const auto again_at = now + std::max(pause, answer.retry_after);
  const bool in_time = std::any_of(state.timers.begin(), state.timers.end(), [&](auto& timer) {
    return timer.kind == timer_kind::pay_window && again_at < timer.due;
  });
  return in_time ? std::optional{again_at} : std::nullopt;
}

/// The gateway was certainly not asked (T3): a checkout ends, an order that stands asks again.
void put_off(order_draft& draft, const gateway_answer& answer) {
  const auto& state = draft.after();
  const auto again_at = state.seen.status == order_status::placed
                          ? next_attempt(state, answer, draft.now())
                          : std::nullopt;
  if (state.seen.status == order_status::checkout)
    draft.add(
      checkout_failed{errc::unavailable, answer.code, state.answer_lost, answer.retry_after});
  else if (again_at)
    draft.add(payment_deferred{answer.code, *again_at, changed_total(state)});
  else
    draft.add(payment_failed{answer.code, true, changed_total(state)});
}

/// Where the store takes what comes, it has accepted in the same append (M1).
void approve(order_draft& draft, payment_approved how) {
  draft.add(std::move(how));
  const auto& policy = draft.after().placed->policy;
  if (policy.acceptance == acceptance_mode::automatic && policy.dispatch != dispatch_mode::parcel)
    draft.add(order_accepted{});
}

/// Money was taken by the attempt in flight: it pays the order, or is owed back.
order_decision on_capture(const order& state, const std::string& key, money amount, instant now) {
  order_draft draft(state, now);
  const auto status = state.seen.status;
  const bool checkout = status == order_status::checkout;
  const bool wanted = (checkout && !is_orphan(state)) || status == order_status::placed;
  if (!wanted || amount != state.seen.total) {
    draft.add(late_capture_found{key, amount});
    if (is_orphan(state))
      fail(draft, errc::unavailable, "answer_lost");
    else if (wanted)
      fail(draft, errc::payment_declined, "amount_mismatch");
    return draft.take();
  }
  if (checkout)
    draft.add(order_placed{std::nullopt, state.keyed, state.body_hash});
  approve(draft, {key, amount, state.seen.payment.method});
  return draft.take();
}

/// Nothing found. In doubt it means "failed" only once the settle time is over; afterwards each
/// such answer brings the next, later look-up.
order_decision on_not_found(const order& state, const obligation& look_up,
                            const gateway_answer& answer, instant now) {
  if (!state.payment_in_doubt)
    return std::vector<order_event>{obligations_settled{{look_up.number}}};
  if (now < state.last_attempt + state.placed->policy.payment_settle_time)
    return std::vector<order_event>{};
  order_draft draft(state, now);
  if (state.seen.status == order_status::checkout)
    draft.add(checkout_failed{errc::unavailable, "not_found", state.answer_lost});
  else
    draft.add(
      payment_failed{answer.code.empty() ? "not_found" : answer.code, false, changed_total(state)});
  return draft.take();
}

/// A fee can be set where the brand records the payment first, and only as far as amounts go.
std::optional<refusal> fault_of_fee(const order& state, const pay_order& asked) {
  if (!asked.delivery_fee || *asked.delivery_fee == state.seen.delivery_fee)
    return std::nullopt;
  if (state.placed->policy.payment != payment_timing::record_then_pay)
    return conflict(state, "this brand's delivery fee is known when ordering");
  if (payment_in_flight(state))
    return conflict(state, "the payment under way has another delivery fee",
                    errc::payment_in_flight);
  if (auto wrong = fault_of_amount(*asked.delivery_fee, "delivery_fee"))
    return wrong;
  if (state.seen.items_total + *asked.delivery_fee > largest_amount)
    return refusal{errc::amount_too_large, "the total is too large", "delivery_fee"};
  return std::nullopt;
}

/// Cash is handed over, and nobody has to be asked.
bool is_paid_in_cash(const pay_order& asked) {
  return asked.method == payment_method::cash && asked.token.empty();
}

} // namespace

order_decision decide_one(const order& state, const pay_order& asked, instant now) {
  const auto& payment = state.seen.payment;
  if (is_paid(state))
    return std::vector<order_event>{}; // T20: paid is paid.
  if (state.seen.status != order_status::placed)
    return conflict(state, "the order cannot be paid any more");
  if (auto wrong = fault_of_fee(state, asked))
    return *wrong;
  if (payment_in_flight(state))
    return std::vector<order_event>{}; // The attempt in flight decides.
  if (payment.refund_due > money{0})
    return conflict(state, "an earlier payment is still being given back", errc::payment_in_flight);
  if (payment.captured > money{0}) // The gateway makes one payment per order.
    return conflict(state, "the payment came too late and was given back; order anew");
  const bool cash = is_paid_in_cash(asked);
  if (asked.token.empty() && !cash)
    return refusal{errc::payment_required, "a payment token is needed", "token"};
  order_draft draft(state, now);
  if (asked.delivery_fee && *asked.delivery_fee != state.seen.delivery_fee)
    draft.add(delivery_fee_set{*asked.delivery_fee});
  draft.add(payment_requested{asked.method, asked.token, state.payment_attempts + 1,
                              changed_total(draft.after()), asked.card});
  if (cash)
    approve(draft, {{}, draft.after().seen.total, asked.method});
  return draft.take();
}

order_decision on_authorise_answer(const order& state, const gateway_answer& answer, instant now) {
  using enum gateway_answer::verdict;
  order_draft draft(state, now);
  switch (answer.said) {
    case approved:
      return on_capture(state, answer.payment_key, answer.amount, now);
    case declined:
      fail(draft, errc::payment_declined, answer.code);
      break;
    case unavailable:
      put_off(draft, answer);
      break;
    case unknown:
    case not_found:
    case refunded:
    case refund_refused:
      draft.add(payment_timed_out{});
      break;
  }
  return draft.take();
}

order_decision on_look_up_answer(const order& state, const obligation& look_up,
                                 const gateway_answer& answer, instant now) {
  using enum gateway_answer::verdict;
  if (answer.said == approved) {
    const auto& books = state.seen.payment;
    const auto captured = answer.amount - captured_by_gateway(books);
    const auto reversed = std::max(money{0}, answer.refunded_total - refunded_by_gateway(books));
    if (state.payment_in_doubt && captured > money{0} && reversed >= captured) {
      order_draft draft(state, now); // Taken and given back without us: nothing is held.
      fail(draft, errc::payment_declined, "PAYMENT_REVERSED");
      return draft.take();
    }
    const auto fresh = captured - reversed;
    if (fresh <= money{0} && (answer.amount > money{0} || !state.payment_in_doubt))
      return on_not_found(state, look_up, answer, now); // All of it is known already.
    if (state.payment_in_doubt)
      return on_capture(state, answer.payment_key, fresh, now);
    return std::vector<order_event>{late_capture_found{answer.payment_key, fresh}};
  }
  if (answer.said == not_found || (answer.said == declined && !state.payment_in_doubt))
    return on_not_found(state, look_up, answer, now);
  if (answer.said != declined)
    return std::vector<order_event>{}; // Nobody knows yet: asked again.
  order_draft draft(state, now);
  fail(draft, errc::payment_declined, answer.code);
  return draft.take();
}

order_decision on_refund_answer(const order& state, const owe_refund& refund,
                                const gateway_answer& answer, instant) {
  using enum gateway_answer::verdict;
  switch (answer.said) {
    case refunded: {
      const bool usual = answer.amount <= money{0} || answer.amount > refund.amount;
      const auto amount = usual ? refund.amount : answer.amount;
      return std::vector<order_event>{
        payment_refunded{amount, false, left_to_go_on(state, amount)}};
    }
    case refund_refused:
    case declined:
    case not_found:
      return std::vector<order_event>{baedal::refund_refused{answer.code, refund.amount},
                                      alert_raised{alert_kind::refund_refused}};
    case approved:
    case unknown:
    case unavailable:
      break;
  }
  return std::vector<order_event>{}; // Repeated under the same idempotency key.
}

order_decision decide_one(const order& state, const retry_refund&, instant) {
  const auto& payment = state.seen.payment;
  if (payment.refund_due > money{0})
    return payment.status == payment_status::refund_refused
             ? std::vector<order_event>{refund_retried{}}
             : std::vector<order_event>{};
  if (!is_visible(state))
    return errc::order_unknown;
  if (payment.refunded > money{0})
    return std::vector<order_event>{};
  return conflict(state, "no refund is owed");
}

} // namespace baedal
