#include "domain/order_lines.hpp"
#include "domain/order_rules.hpp"

namespace baedal {

namespace {

using events = std::vector<order_event>;

bool holds(const std::vector<order_line>& lines, const item_id& item) {
  return units_of(lines, item) > 0;
}

money worth_of(const std::vector<order_line>& lines) {
  money sum;
  for (const auto& line : lines)
    sum = sum + line.unit_price * line.quantity;
  return sum;
}

/// What is wrong with the request itself, or with its time.
std::optional<refusal> fault_of_removal(const order& state, const remove_item& asked) {
  const auto& seen = state.seen;
  if (!holds(seen.items, asked.item))
    return refusal{errc::item_unknown, "the order has no such item", "item_id"};
  if (!before_cooking(seen.status))
    return conflict(state, "items can be removed only before the order is cooked");
  if (payment_in_flight(state))
    return conflict(state, "a payment of this total is being decided", errc::payment_in_flight);
  const auto present = units_of(seen.items, asked.item);
  if (asked.quantity && *asked.quantity > present)
    return refusal{errc::value_invalid, "the order has only " + std::to_string(present),
                   "quantity"};
  return std::nullopt;
}

} // namespace

order_decision decide_one(const order& state, const remove_item& asked, instant now) {
  const auto& seen = state.seen;
  if (asked.reason.empty())
    return refusal{errc::reason_required, "the customer is told why", "reason"};
  if (asked.quantity && *asked.quantity < 1)
    return refusal{errc::value_invalid, "must be at least 1", "quantity"};
  if (!holds(seen.items, asked.item) && holds(seen.removed_items, asked.item))
    return events{}; // Removed before.
  if (auto wrong = fault_of_removal(state, asked))
    return *wrong;
  auto rest = seen.items;
  const auto quantity = asked.quantity.value_or(units_of(rest, asked.item));
  const auto amount = worth_of(take_units(rest, asked.item, quantity));
  if (rest.empty())
    return conflict(state, "nothing would be left of the order: reject it instead");
  const auto refund = std::max(money{0}, still_held(state) - (seen.total - amount));
  order_draft draft(state, now);
  draft.add(line_removed{asked.item, quantity, asked.reason, amount, refund});
  refund_cash(draft, refund);
  return draft.take();
}

order_decision decide_one(const order& state, const delay_order& asked, instant now) {
  constexpr std::chrono::hours longest{7 * 24};
  if (asked.ready_in.count() < 1 || asked.ready_in > longest)
    return refusal{errc::value_invalid, "must be 1 to 10080 minutes", "ready_in_minutes"};
  if (asked.reason.empty())
    return refusal{errc::reason_required, "the customer is told why", "reason"};
  const auto status = state.seen.status;
  if (status != order_status::paid && status != order_status::accepted
      && status != order_status::cooking)
    return conflict(state, "only food that is paid and not yet cooked can be late");
  const auto ready_at = std::max(now, state.last_event_at) + asked.ready_in;
  if (state.seen.promised_ready_at == ready_at)
    return events{};
  return events{order_delayed{ready_at, asked.reason}};
}

} // namespace baedal
