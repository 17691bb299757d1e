#include "domain/order_rules.hpp"

namespace baedal {

bool may_start_cooking(const order& state) {
  const auto status = state.seen.status;
  return status == order_status::accepted
         || (status == order_status::paid
             && state.placed->policy.acceptance != acceptance_mode::explicit_answer);
}

order_decision decide_one(const order& state, const accept_order& asked, instant now) {
  constexpr std::chrono::hours longest{7 * 24};
  if (asked.ready_in && (asked.ready_in->count() < 0 || *asked.ready_in > longest))
    return refusal{errc::value_invalid, "must be 0 to 10080 minutes", "ready_in"};
  if (has_reached(state, order_status::accepted))
    return std::vector<order_event>{};
  if (state.seen.status == order_status::placed)
    return conflict(state, "the order is not paid yet");
  if (state.seen.status != order_status::paid)
    return conflict(state, "only a paid order can be accepted");
  std::optional<instant> ready_at;
  if (asked.ready_in)
    ready_at = std::max(now, state.last_event_at) + *asked.ready_in;
  return std::vector<order_event>{order_accepted{ready_at}};
}

order_decision decide_one(const order& state, const reject_order& asked, instant now) {
  if (asked.reason.empty() && asked.code == 0)
    return refusal{errc::reason_required, "a rejection needs a reason", "reason"};
  const auto status = state.seen.status;
  if (status == order_status::cancelling || status == order_status::cancelled)
    return std::vector<order_event>{};
  if (status != order_status::paid && status != order_status::accepted)
    return conflict(state, "only a paid order can be rejected, and only before it is cooked");
  order_draft draft(state, now);
  draft.add(order_rejected{asked.reason, asked.code});
  cancel(draft, {cancel_party::store, cancel_cause::rejected, asked.reason, still_held(state)});
  return draft.take();
}

order_decision decide_one(const order& state, const start_cooking&, instant) {
  if (has_reached(state, order_status::cooking))
    return std::vector<order_event>{};
  if (!may_start_cooking(state))
    return conflict(state, state.seen.status == order_status::paid
                             ? "the store has to accept the order first"
                             : "this order cannot be cooked now");
  return std::vector<order_event>{cooking_started{}};
}

order_decision decide_one(const order& state, const finish_cooking& asked, instant) {
  if (has_reached(state, order_status::awaiting_rider))
    return std::vector<order_event>{};
  std::vector<order_event> events;
  if (asked.starts_too && may_start_cooking(state))
    events.emplace_back(cooking_started{});
  else if (state.seen.status != order_status::cooking)
    return conflict(state, "the order is not being cooked");
  events.emplace_back(cooking_finished{});
  if (state.placed->policy.dispatch == dispatch_mode::automatic)
    events.emplace_back(delivery_started{});
  return events;
}

} // namespace baedal
