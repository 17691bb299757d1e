#include "domain/order_rules.hpp"

#include <array>

namespace baedal {

void owe(order& state, std::optional<entity_key> receiver, obligation_body body,
         instant not_before) {
  state.owed.push_back({++state.last_obligation, std::move(receiver), std::move(body), not_before});
}

void set_timer(order& state, timer_kind kind, instant due) {
  clear_timer(state, kind);
  state.timers.push_back({kind, due});
}

void clear_timer(order& state, timer_kind kind) {
  std::erase_if(state.timers, [&](const order_timer& each) { return each.kind == kind; });
}

void ask_for_payment(order& state, instant at) {
  ++state.payment_attempts;
  state.last_attempt = at;
  state.seen.payment.status = payment_status::requested;
  state.seen.payment.amount = state.seen.total;
  owe(state, std::nullopt,
      owe_authorise{state.pending_token, state.seen.total, state.payment_attempts,
                    state.placed->policy.payment_answer});
}

void end_deferral(order& state) {
  state.seen.payment.deferred = false;
  clear_timer(state, timer_kind::pay_again);
}

void ask_for_refund(order& state) {
  const auto& payment = state.seen.payment;
  const auto held = captured_by_gateway(payment) - refunded_by_gateway(payment);
  const auto due = std::min(payment.refund_due, held); // Cash comes back without it.
  if (due <= money{0} || find_owed<owe_refund>(state))
    return;
  owe(state, std::nullopt, owe_refund{payment.key, due, due == held, ++state.refund_attempts});
}

void give_stock_back(order& state) {
  const bool perhaps = drop_owed<owe_reserve_stock>(state);
  if (!state.stock_reserved && !perhaps)
    return;
  drop_owed<owe_commit_stock>(state);
  drop_owed<owe_hold_less>(state);
  drop_owed<owe_release_stock>(state); // The new one has a higher number than all it undoes.
  state.stock_reserved = state.stock_committed = false;
  owe(state, entity_key{entity_kind::store, state.placed->store.value}, owe_release_stock{});
}

void hold_less_stock(order& state) {
  if (!state.stock_reserved)
    return;
  owe_hold_less wanted;
  for (const auto& line : state.seen.items)
    if (line.limited)
      wanted.lines.push_back({line.item, line.quantity});
  drop_owed<owe_hold_less>(state); // The new one says all that the one before said.
  owe(state, entity_key{entity_kind::store, state.placed->store.value}, std::move(wanted));
}

void settle_stock_held(order& state) {
  if (!state.stock_reserved)
    return;
  drop_owed<owe_commit_stock>(state); // Sold and settled is settled.
  state.stock_reserved = state.stock_committed = false;
  owe(state, entity_key{entity_kind::store, state.placed->store.value}, owe_settle_stock{});
}

void promise_ready(order& state, instant ready_at, instant at) {
  state.seen.promised_ready_at = ready_at;
  state.seen.eta = ready_at + state.placed->policy.delivery_time;
  clear_timer(state, timer_kind::ready);
  if (ready_at > at)
    set_timer(state, timer_kind::ready, ready_at);
}

void let_rider_go(order& state) {
  const bool asked = drop_owed<owe_assign_rider>(state);
  const auto rider = asked ? state.claim : state.seen.delivery.rider;
  if (asked)
    state.last_release.emplace(*state.claim, errc::state_conflict);
  state.claim.reset();
  if (rider)
    owe(state, entity_key{entity_kind::rider, rider->value}, owe_release_rider{});
}

void schedule_late_look(order& state) {
  using namespace std::chrono_literals;
  static constexpr std::array<std::chrono::minutes, 4> after{1min, 10min, 60min, 24h};
  if (state.late_looks < after.size())
    owe(state, std::nullopt, owe_look_up{}, state.given_up_at + after[state.late_looks]);
}

} // namespace baedal
