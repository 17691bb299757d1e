#include "domain/order_rules.hpp"

namespace baedal {

namespace {

/// Remembers which statuses one append merely passed through: it entered and left them at
/// consecutive versions and at the same time.
void note_passage(order& state, order_status before, instant at) {
  if (state.seen.status == before)
    return;
  const bool in_passing = state.version == state.status_version + 1 && at == state.status_since;
  state.passed_through =
    in_passing ? state.passed_through | 1U << static_cast<unsigned>(before) : 0U;
  state.status_version = state.version;
  state.status_since = at;
}

} // namespace

void evolve(order& state, const order_event& event, instant at) {
  const auto time = std::max(at, state.last_event_at);
  const auto before = state.seen.status;
  ++state.version;
  state.last_event_at = time;
  std::visit([&](const auto& what) { apply(state, what, time); }, event);
  note_passage(state, before, time);
  note_parts(state);
  if (is_public(event) && is_visible(state)) { // A refund of a failed checkout stays unseen.
    ++state.seen.version;
    state.seen.updated_at = time;
  }
}

// -- the kitchen ----------------------------------------------------------------------------------

void apply(order& state, const order_accepted& event, instant at) {
  state.seen.status = order_status::accepted;
  clear_timer(state, timer_kind::accept);
  if (event.ready_at)
    promise_ready(state, *event.ready_at, at);
}

void apply(order& state, const order_rejected& event, instant) {
  state.seen.reject_code = event.code;
}

void apply(order& state, const cooking_started&, instant) {
  state.seen.status = order_status::cooking;
  clear_timer(state, timer_kind::accept);
}

/// T9: cooked, and in the same breath waiting for whoever delivers.
void apply(order& state, const cooking_finished&, instant at) {
  const auto& policy = state.placed->policy;
  const bool for_riders = policy.dispatch == dispatch_mode::riders_pick
                          || policy.dispatch == dispatch_mode::own_or_riders;
  state.seen.status = order_status::awaiting_rider;
  clear_timer(state, timer_kind::ready);
  if (!for_riders)
    return; // No rider is to see it among the open jobs.
  state.seen.delivery.status = delivery_status::available;
  state.offers = state.seen.delivery.offers = 1;
  set_timer(state, timer_kind::pick, at + policy.pick_timeout);
}

// -- the delivery ---------------------------------------------------------------------------------

void apply(order& state, const pick_claimed& event, instant) {
  state.claim = event.rider;
  if (state.last_release && state.last_release->first == event.rider)
    state.last_release.reset();
  owe(state, entity_key{entity_kind::rider, event.rider.value},
      owe_assign_rider{state.placed->area, state.placed->store_at, state.offers});
}

void apply(order& state, const pick_released& event, instant) {
  state.claim.reset();
  state.last_release.emplace(event.rider, event.why);
  drop_owed<owe_assign_rider>(state);
}

void apply(order& state, const delivery_picked& event, instant at) {
  const auto& policy = state.placed->policy;
  state.claim.reset();
  drop_owed<owe_assign_rider>(state);
  state.seen.status = order_status::out_for_delivery;
  state.seen.delivery.status = delivery_status::picked;
  state.seen.delivery.rider = event.rider;
  state.seen.delivery.picked_at = at;
  set_timer(state, timer_kind::pick, at + policy.pick_timeout);
  set_timer(state, timer_kind::delivery_alert, at + policy.delivery_alert);
}

void apply(order& state, const pick_withdrawn& event, instant at) {
  let_rider_go(state);
  auto& former = state.seen.delivery.former_riders;
  if (std::find(former.begin(), former.end(), event.rider) == former.end())
    former.push_back(event.rider);
  state.seen.delivery.rider.reset();
  state.seen.delivery.picked_at.reset();
  state.seen.delivery.status = delivery_status::available;
  state.seen.delivery.offers = ++state.offers;
  state.seen.status = order_status::awaiting_rider;
  clear_timer(state, timer_kind::delivery_alert);
  set_timer(state, timer_kind::pick, at + state.placed->policy.pick_timeout);
}

void apply(order& state, const job_offered_again&, instant at) {
  state.seen.delivery.offers = ++state.offers;
  set_timer(state, timer_kind::pick, at + state.placed->policy.pick_timeout);
}

void apply(order& state, const delivery_started&, instant at) {
  if (state.claim)
    let_rider_go(state); // The store's own courier was faster.
  state.seen.status = order_status::out_for_delivery;
  state.seen.delivery.status = delivery_status::in_transit;
  state.seen.delivery.started_at = at;
  state.seen.eta = at + state.placed->policy.delivery_time;
  clear_timer(state, timer_kind::ready);
  clear_timer(state, timer_kind::accept);
  clear_timer(state, timer_kind::pick);
  if (!state.seen.delivery.picked_at)
    set_timer(state, timer_kind::delivery_alert, at + state.placed->policy.delivery_alert);
}

void apply(order& state, const delivery_completed&, instant at) {
  let_rider_go(state);
  state.seen.status = order_status::delivered;
  state.seen.delivery.status = delivery_status::delivered;
  state.seen.delivery.delivered_at = at;
  state.seen.eta.reset();
  state.timers.clear();
  set_timer(state, timer_kind::auto_confirm, at + state.placed->policy.auto_confirm);
}

/// Only a receipt that somebody confirmed, or let stand, makes the delivery confirmed.
void apply(order& state, const order_completed&, instant) {
  const auto& policy = state.placed->policy;
  state.seen.status = order_status::completed;
  if (policy.completion_by != completion_party::courier)
    state.seen.delivery.status = delivery_status::confirmed;
  state.timers.clear();
  owe(state, entity_key{entity_kind::customer, state.seen.customer.value},
      owe_count_completion{state.seen.brand, policy.grade_step, policy.grade_up_on_completion,
                           policy.notify});
  settle_stock_held(state);
}

void apply(order& state, const accident_reported&, instant) {
  state.seen.delivery.status = delivery_status::damaged;
}

// -- the end --------------------------------------------------------------------------------------

void apply(order& state, const cancel_requested& event, instant) {
  auto& seen = state.seen;
  seen.status = order_status::cancelling;
  seen.eta.reset();
  state.cancelled_after = state.last_obligation;
  seen.cancelled_for = event.cause;
  seen.cancel_reason = event.reason;
  seen.hidden =
    event.by == cancel_party::customer && state.placed->policy.cancel_removes_order_from_collection;
  state.timers.clear();
  end_deferral(state);
  if (event.refund > money{0}) {
    seen.payment.refund_due = seen.payment.refund_due + event.refund;
    seen.payment.status = payment_status::refund_pending;
    ask_for_refund(state);
  }
  const bool destroyed = event.cause == cancel_cause::accident;
  if (!destroyed)
    give_stock_back(state);
  let_rider_go(state);
  if (destroyed)
    settle_stock_held(state);
  if (seen.delivery.status != delivery_status::none
      && seen.delivery.status != delivery_status::damaged)
    seen.delivery.status = delivery_status::cancelled;
}

void apply(order& state, const order_cancelled&, instant) {
  state.seen.status = order_status::cancelled;
}

// -- bookkeeping ----------------------------------------------------------------------------------

void apply(order& state, const obligations_settled& event, instant) {
  for (const auto number : event.numbers) {
    const auto open = std::find_if(state.owed.begin(), state.owed.end(),
                                   [&](const auto& each) { return each.number == number; });
    if (open == state.owed.end())
      continue;
    const bool looked_up = std::holds_alternative<owe_look_up>(open->body);
    state.owed.erase(open);
    if (looked_up) {
      ++state.late_looks;
      schedule_late_look(state);
    }
  }
}

void apply(order& state, const alert_raised& event, instant) {
  if (event.what == alert_kind::no_rider)
    clear_timer(state, timer_kind::pick);
  if (event.what == alert_kind::delivery_late)
    clear_timer(state, timer_kind::delivery_alert);
}

void apply(order&, const stamp_renewed&, instant) {
  // nop
}

void apply(order& state, const personal_erased&, instant) {
  state.placed->personal_hash.clear();
}

} // namespace baedal
