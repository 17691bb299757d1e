#include "domain/order_rules.hpp"

namespace baedal {

namespace {

bool is_due(const order& state, timer_kind kind, instant now) {
  return std::any_of(state.timers.begin(), state.timers.end(), [&](const order_timer& timer) {
    return timer.kind == kind && timer.due <= now;
  });
}

/// The pay window waits for a payment in flight; once it is over, no payment is begun.
std::optional<order_timer> first_due(const order& state, instant now) {
  const bool too_late = is_due(state, timer_kind::pay_window, now);
  std::optional<order_timer> first;
  for (const auto& timer : state.timers) {
    const bool waits = (timer.kind == timer_kind::pay_window && payment_in_flight(state))
                       || (timer.kind == timer_kind::pay_again && too_late);
    if (!waits && timer.due <= now && (!first || timer.due < first->due))
      first = timer;
  }
  return first;
}

/// T3, T4, T7, T12, T15 and the alerts. Each leaves the state without the timer that was due.
void fire(order_draft& draft, timer_kind kind) {
  const auto& state = draft.after();
  switch (kind) {
    case timer_kind::pay_window:
      draft.add(payment_expired{changed_total(state)});
      cancel(draft,
             {cancel_party::system, cancel_cause::unpaid, "not paid in time", still_held(state)});
      break;
    case timer_kind::pay_again:
      draft.add(payment_requested{state.seen.payment.method, state.pending_token,
                                  state.payment_attempts + 1, changed_total(state)});
      break;
    case timer_kind::accept:
      cancel(draft, {cancel_party::system, cancel_cause::no_answer,
                     "the store did not answer in time", still_held(state)});
      break;
    case timer_kind::pick:
      if (state.seen.delivery.rider)
        offer_again(draft, *state.seen.delivery.rider, parting::timed_out);
      else
        offer_untaken(draft);
      break;
    case timer_kind::delivery_alert:
      draft.add(alert_raised{alert_kind::delivery_late});
      break;
    case timer_kind::ready:
      draft.add(delay_noticed{*state.seen.promised_ready_at});
      break;
    case timer_kind::auto_confirm:
      draft.add(order_completed{true});
      break;
  }
}

} // namespace

order_decision decide_one(const order& state, const timer_due&, instant now) {
  constexpr int most_at_once = 8;
  if (!first_due(state, now))
    return std::vector<order_event>{};
  order_draft draft(state, now);
  for (int round = 0; round < most_at_once; ++round) {
    const auto timer = first_due(draft.after(), now);
    if (!timer)
      break;
    fire(draft, timer->kind);
  }
  return draft.take();
}

order_decision decide_one(const order& state, const order_recovered&, instant now) {
  order_draft draft(state, now);
  if (find_owed<owe_authorise>(state))
    draft.add(payment_timed_out{}); // Sent or not: only the gateway knows.
  else if (state.seen.status == order_status::checkout && !state.keyed
           && find_owed<owe_reserve_stock>(state))
    draft.add(checkout_failed{errc::unavailable, {}, true}); // Nobody could ask for it again.
  return draft.take();
}

} // namespace baedal
