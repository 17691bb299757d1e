#include "domain/order_rules.hpp"

namespace baedal {

namespace {

refusal key_reused() {
  return {errc::key_reused, "the Idempotency-Key was used with another body"};
}

/// A repeat of the request that made this order or checkout: nothing new happens (design D14).
order_decision repeated(const order& state, const place_order& asked) {
  if (!state.keyed || !asked.keyed)
    return conflict(state, "an order with this id exists");
  if (asked.body_hash != state.body_hash)
    return key_reused();
  return std::vector<order_event>{};
}

refusal declined(const order& state, std::string detail) {
  refusal why{errc::payment_declined, std::move(detail)};
  why.subject = state.seen.id.value;
  return why;
}

/// A checkout that failed frees its key, unless the payment was declined, or taken after all: the
/// gateway makes one payment per order, so one that was given back can never be made again.
std::optional<refusal> fault_of_retry(const order& state, const place_order& asked) {
  const bool was_declined = state.checkout_error == errc::payment_declined;
  if (!was_declined && state.seen.payment.captured == money{0})
    return std::nullopt;
  if (asked.body_hash != state.body_hash)
    return key_reused();
  if (!was_declined && state.seen.payment.refund_due > money{0})
    return refusal{errc::unavailable, "an earlier payment is still being given back"};
  return declined(state, was_declined
                           ? state.checkout_error_code
                           : "the payment came too late and was given back; use another key");
}

bool needs_checkout(const placement& what) {
  return pays_inside(what) || std::any_of(what.items.begin(), what.items.end(), [](auto& line) {
           return line.limited;
         });
}

} // namespace

order_decision decide_one(const order& state, const place_order& asked, instant now) {
  if (is_visible(state) || state.seen.status == order_status::checkout)
    return repeated(state, asked);
  if (auto wrong = fault_of_retry(state, asked))
    return *wrong;
  auto what = priced(asked, now);
  if (!what)
    return what.error();
  if (needs_checkout(*what))
    return std::vector<order_event>{checkout_started{*std::move(what), asked.method, asked.token,
                                                     asked.keyed, asked.body_hash}};
  std::vector<order_event> events{order_placed{*std::move(what), asked.keyed, asked.body_hash}};
  if (!asked.token.empty())
    events.push_back(payment_requested{asked.method, asked.token, state.payment_attempts + 1});
  return events;
}

order_decision on_stock_answer(const order& state, errc answer, instant now) {
  order_draft draft(state, now);
  if (answer != errc::none) {
    draft.add(checkout_failed{answer, {}, state.answer_lost});
    return draft.take();
  }
  draft.add(stock_reserved{});
  if (pays_inside(*state.placed))
    return draft.take(); // The gateway is asked next.
  draft.add(order_placed{std::nullopt, state.keyed, state.body_hash});
  if (!state.pending_token.empty())
    draft.add(payment_requested{state.seen.payment.method, state.pending_token,
                                state.payment_attempts + 1});
  return draft.take();
}

} // namespace baedal
