#include "domain/job.hpp"
#include "domain/order_rules.hpp"

namespace baedal {

namespace {

using events = std::vector<order_event>;

bool is_picked(const order& state) {
  return state.seen.status == order_status::out_for_delivery
         && state.seen.delivery.status == delivery_status::picked;
}

bool is_former_rider(const order& state, const rider_id& rider) {
  const auto& former = state.seen.delivery.former_riders;
  return std::find(former.begin(), former.end(), rider) != former.end();
}

bool is_cooked_in_passing(const order& state) {
  const auto kitchen = state.placed->policy.kitchen;
  return may_start_cooking(state)
         && (kitchen == kitchen_mode::one_step || kitchen == kitchen_mode::none);
}

/// T11, without the rider: whether goods in this state may leave.
bool may_leave(const order& state) {
  switch (state.seen.status) {
    case order_status::out_for_delivery:
      return is_picked(state);
    case order_status::cooked:
    case order_status::awaiting_rider:
      return true;
    case order_status::cooking:
      return state.placed->policy.kitchen == kitchen_mode::start_only
             || state.placed->policy.kitchen == kitchen_mode::one_step;
    default:
      return is_cooked_in_passing(state);
  }
}

bool is_under_way(const order& state) {
  return state.seen.status == order_status::out_for_delivery
         || state.seen.status == order_status::delivery_requested;
}

} // namespace

order_decision decide_one(const order& state, const pick_order& asked, instant) {
  if (!asked.who.rider || asked.who.rider->empty())
    return refusal{errc::value_invalid, "a rider is needed", "rider_id"};
  const auto& rider = *asked.who.rider;
  if (is_picked(state) && state.seen.delivery.rider == rider)
    return events{};
  if (state.seen.status == order_status::out_for_delivery && state.seen.delivery.rider
      && state.seen.delivery.rider != rider)
    return conflict(state, "another rider has the order", errc::already_claimed);
  if (state.seen.status != order_status::awaiting_rider)
    return conflict(state, "the order is not waiting for a rider");
  if (state.placed->policy.dispatch == dispatch_mode::own_courier)
    return conflict(state, "this store delivers with its own courier");
  if (!is_offered_to(rider, state.seen.delivery))
    return conflict(state, "the rider gave this order back; others are asked first",
                    errc::former_rider);
  if (state.claim)
    return *state.claim == rider
             ? order_decision{events{}}
             : conflict(state, "another rider is taking the order", errc::already_claimed);
  return events{pick_claimed{rider}};
}

order_decision on_assign_answer(const order& state, errc answer, instant) {
  if (!state.claim)
    return events{};
  if (answer == errc::none)
    return events{delivery_picked{*state.claim}};
  return events{pick_released{*state.claim, answer}};
}

order_decision decide_one(const order& state, const withdraw_order& asked, instant now) {
  if (state.seen.status == order_status::awaiting_rider
      && !state.seen.delivery.former_riders.empty()
      && (!asked.who.rider || is_former_rider(state, *asked.who.rider)))
    return events{}; // Withdrawn before.
  if (!state.seen.delivery.rider)
    return no_rider_yet(state);
  if (!is_picked(state))
    return conflict(state, "the order has already left");
  order_draft draft(state, now);
  offer_again(draft, *state.seen.delivery.rider, parting::given_back);
  return draft.take();
}

void offer_again(order_draft& draft, rider_id former, parting how) {
  draft.add(pick_withdrawn{std::move(former), how == parting::timed_out});
  if (draft.after().offers - 1 == draft.after().placed->policy.offers_before_alert)
    draft.add(alert_raised{alert_kind::no_rider});
}

void offer_untaken(order_draft& draft) {
  const auto& state = draft.after();
  if (state.offers - 1 < state.placed->policy.offers_before_alert)
    draft.add(job_offered_again{});
  else
    draft.add(alert_raised{alert_kind::no_rider});
}

order_decision decide_one(const order& state, const start_delivery& asked, instant) {
  if (state.seen.status == order_status::out_for_delivery && !is_picked(state))
    return events{};
  if (!may_leave(state))
    return conflict(state, "the order is not ready to leave");
  if (lacks_rider(state, asked.who))
    return no_rider_yet(state);
  if (is_cooked_in_passing(state) && state.placed->policy.kitchen == kitchen_mode::one_step)
    return events{cooking_started{}, delivery_started{}};
  return events{delivery_started{}};
}

order_decision decide_one(const order& state, const deliver_order& asked, instant) {
  if (has_reached(state, order_status::delivered))
    return events{};
  const bool for_rider = is_under_way(state) || state.seen.status == order_status::awaiting_rider;
  if (for_rider && lacks_rider(state, asked.who))
    return no_rider_yet(state);
  if (!is_under_way(state))
    return conflict(state, "the order is not under way");
  if (state.placed->policy.completion_by == completion_party::courier)
    return events{delivery_completed{}, order_completed{}};
  return events{delivery_completed{}};
}

order_decision decide_one(const order& state, const confirm_order&, instant) {
  if (state.seen.status == order_status::completed)
    return events{};
  if (state.seen.status == order_status::delivered)
    return events{order_completed{}};
  if (is_under_way(state) && state.placed->policy.completion_by == completion_party::customer)
    return events{delivery_completed{}, order_completed{}};
  return conflict(state, "the order has not been delivered");
}

} // namespace baedal
