#include "domain/order_rules.hpp"

namespace baedal {

namespace {

template <class Id>
bool differs(const std::optional<Id>& claimed, const Id& known) {
  return claimed && !known.empty() && *claimed != known;
}

/// Who asks, by whose id he names.
struct roles {
  bool customer = false;
  bool store = false;
  bool rider = false;
};

constexpr roles customers{.customer = true};
constexpr roles stores{.store = true};
constexpr roles riders{.rider = true};
constexpr roles couriers{.store = true, .rider = true}; ///< a store may have its own

// Who may ask for what (requirements M6).
roles who_may(const pay_order&) { return customers; }
roles who_may(const accept_order&) { return stores; }
roles who_may(const reject_order&) { return stores; }
roles who_may(const start_cooking&) { return stores; }
roles who_may(const finish_cooking&) { return stores; }
roles who_may(const remove_item&) { return stores; }
roles who_may(const delay_order&) { return stores; }
roles who_may(const pick_order&) { return riders; }
roles who_may(const withdraw_order&) { return riders; }
roles who_may(const start_delivery&) { return couriers; }
roles who_may(const deliver_order&) { return couriers; }
roles who_may(const report_accident&) { return couriers; }
roles who_may(const confirm_order&) { return customers; }
roles who_may(const cancel_order& asked) {
  const bool anyone = asked.by == cancel_party::ops || asked.by == cancel_party::system;
  return {.customer = anyone || asked.by == cancel_party::customer,
          .store = anyone || asked.by == cancel_party::store,
          .rider = anyone};
}

/// Whoever names himself must be one who may ask for this; who names nobody is not told apart.
std::optional<refusal> fault_of_role(const roles& may, const asked_by& who) {
  const bool may_ask =
    (may.customer && who.customer) || (may.store && who.store) || (may.rider && who.rider);
  if (may_ask || (!who.customer && !who.store && !who.rider))
    return std::nullopt;
  const auto* named = who.customer ? "customer_id" : who.store ? "store_id" : "rider_id";
  return refusal{errc::not_yours, "is nobody who may ask for this", named};
}

/// Whoever names an id must name the order's own. Only a pick may come from a new rider.
std::optional<refusal> fault_of_asker(const order& state, const asked_by& who, bool any_rider) {
  if (differs(who.store, state.seen.store))
    return refusal{errc::not_yours, "the order is another store's", "store_id"};
  if (differs(who.customer, state.seen.customer))
    return refusal{errc::not_yours, "the order is another customer's", "customer_id"};
  if (!any_rider && state.seen.delivery.rider && differs(who.rider, *state.seen.delivery.rider))
    return refusal{errc::not_yours, "another rider has the order", "rider_id"};
  return std::nullopt;
}

} // namespace

order_decision decide(const order& state, const order_command& command, instant now) {
  return std::visit(
    [&]<class Command>(const Command& asked) -> order_decision {
      if constexpr (requires { asked.who; }) {
        if (!is_visible(state))
          return errc::order_unknown;
        if (auto stranger = fault_of_asker(state, asked.who, std::is_same_v<Command, pick_order>))
          return *stranger;
        if (auto other = fault_of_role(who_may(asked), asked.who))
          return *other;
      }
      return decide_one(state, asked, now);
    },
    command);
}

/// Where a delivery goes to is needed until it is over.
order_decision decide_one(const order& state, const erase_personal&, instant) {
  if (!is_visible(state))
    return errc::order_unknown;
  const auto status = state.seen.status;
  if (status != order_status::completed && status != order_status::cancelled
      && status != order_status::payment_failed)
    return conflict(state, "only an order that has ended can forget where it went");
  if (state.placed->personal_hash.empty())
    return std::vector<order_event>{};
  return std::vector<order_event>{personal_erased{}};
}

order_draft& order_draft::add(order_event event) {
  evolve(after_, event, now_);
  events_.push_back(std::move(event));
  return *this;
}

refusal conflict(const order& state, std::string detail, errc code) {
  refusal why{code, std::move(detail)};
  why.state = to_string(state.seen.status);
  return why;
}

bool has_reached(const order& state, order_status target) {
  return state.seen.status == target
         || (state.passed_through >> static_cast<unsigned>(target) & 1U) != 0;
}

bool payment_in_flight(const order& state) {
  return state.payment_in_doubt || find_owed<owe_authorise>(state) != nullptr;
}

bool is_paid(const order& state) {
  using enum order_status;
  switch (state.seen.status) {
    case paid:
    case accepted:
    case cooking:
    case cooked:
    case awaiting_rider:
    case delivery_requested:
    case out_for_delivery:
    case delivered:
    case completed:
      return true;
    default:
      return false;
  }
}

bool before_cooking(order_status status) {
  using enum order_status;
  return status == placed || status == paid || status == accepted || status == delivery_requested;
}

bool lacks_rider(const order& state, const asked_by& who) {
  const auto dispatch = state.placed->policy.dispatch;
  return !state.seen.delivery.rider
         && (dispatch == dispatch_mode::riders_pick
             || (dispatch == dispatch_mode::own_or_riders && who.rider));
}

refusal no_rider_yet(const order& state) {
  return conflict(state, "no rider has this order", errc::no_rider);
}

std::optional<money> changed_total(const order& state) {
  if (state.seen.total == state.placed->total)
    return std::nullopt;
  return state.seen.total;
}

bool pays_inside(const placement& what) {
  return what.policy.payment == payment_timing::inside_ordering;
}

money still_held(const order& state) {
  const auto& payment = state.seen.payment;
  return payment.captured - payment.refunded - payment.refund_due;
}

std::span<const obligation> owed(const order& state) {
  return state.owed;
}

std::optional<instant> next_timer(const order& state) {
  std::optional<instant> first;
  for (const auto& timer : state.timers)
    if (timer.kind != timer_kind::pay_window || !payment_in_flight(state))
      first = first ? std::min(*first, timer.due) : timer.due;
  return first;
}

bool is_visible(const order& state) {
  return state.seen.status != order_status::absent && state.seen.status != order_status::checkout
         && state.seen.status != order_status::checkout_failed;
}

} // namespace baedal
