#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"
#include "tests/domain/order_world.hpp"

#include <algorithm>

namespace baedal::test {

namespace {

bool is_terminal(order_status status) {
  return status == order_status::completed || status == order_status::cancelled;
}

bool holds_goods(order_status status) {
  using enum order_status;
  return status == paid || status == accepted || status == cooking || status == awaiting_rider
         || status == delivery_requested || status == out_for_delivery || status == delivered
         || status == completed;
}

/// Limited units that the order still has.
std::map<item_id, std::int64_t> units_wanted(const order& state) {
  std::map<item_id, std::int64_t> units;
  for (const auto& line : state.seen.items)
    if (line.limited)
      units[line.item] += line.quantity;
  return units;
}

} // namespace

void order_world::apply(const order_event& event) {
  const auto before = state_;
  evolve(state_, event, now_);
  journal_.emplace_back(event, now_);
  if (const auto* paid_now = std::get_if<payment_approved>(&event)) {
    payable_ = payable_ + paid_now->amount;
    cash_ = paid_now->key.empty() ? cash_ + paid_now->amount : cash_;
  }
  if (const auto* back = std::get_if<payment_refunded>(&event); back && back->in_cash)
    cash_ = cash_ - back->amount;
  if (const auto* gone = std::get_if<line_removed>(&event))
    released_ = released_ + gone->refund;
  if (const auto* given_up = std::get_if<cancel_requested>(&event)) {
    released_ = released_ + given_up->refund;
    cancelled_ = true;
  }
  delivered_ = delivered_ || std::holds_alternative<delivery_completed>(event);
  check(before, event);
}

void order_world::check(const order& before, const order_event& event) const {
  INFO("after " << event << " on " << to_string(before.seen.status));
  REQUIRE(state_.version == before.version + 1);
  const bool shown = is_public(event) && is_visible(state_);
  REQUIRE(state_.seen.version == before.seen.version + (shown ? 1 : 0));
  REQUIRE(state_.last_event_at >= before.last_event_at);
  REQUIRE(state_.last_obligation >= before.last_obligation);
  if (shown && before.seen.version == 0)
    REQUIRE(std::holds_alternative<order_placed>(event));
  REQUIRE_FALSE((delivered_ && cancelled_)); // I3
  if (is_terminal(before.seen.status))
    REQUIRE(state_.seen.status == before.seen.status); // I3
  if (holds_goods(state_.seen.status))
    REQUIRE(payable_ - released_ == state_.seen.total); // K1: nothing moves unpaid.
  if (std::holds_alternative<payment_requested>(event))
    REQUIRE(before.seen.payment.captured == money{0}); // I2: nothing is asked for twice.
  check_money();
  check_amounts();
  check_owed();
  check_deferral();
}

/// A payment that is put off waits for its timer alone: nothing is asked for meanwhile (I2), and it
/// is not forgotten (I11).
void order_world::check_deferral() const {
  const bool waits = std::any_of(state_.timers.begin(), state_.timers.end(),
                                 [](auto& timer) { return timer.kind == timer_kind::pay_again; });
  REQUIRE(state_.seen.payment.deferred == waits);
  if (!waits)
    return;
  REQUIRE(state_.seen.status == order_status::placed);
  REQUIRE_FALSE(state_.pending_token.empty());
  for (const auto& open : owed(state_))
    REQUIRE_FALSE(std::holds_alternative<owe_authorise>(open.body));
}

/// I1 at every moment: what the books hold, less what is promised back, is what the customer owes.
void order_world::check_money() const {
  const auto& payment = state_.seen.payment;
  REQUIRE(payment.captured - payment.refunded - payment.refund_due == payable_ - released_);
  REQUIRE(payment.refund_due >= money{0});
  REQUIRE(payment.refunded >= money{0});
  REQUIRE(payable_ >= released_);
}

/// What the view says of the amounts agrees with its lines, whatever was removed or set.
void order_world::check_amounts() const {
  const auto& seen = state_.seen;
  money sum;
  for (const auto& line : seen.items) {
    REQUIRE(line.quantity > 0);
    sum = sum + line.unit_price * line.quantity;
  }
  REQUIRE(seen.items_total == sum);
  REQUIRE(seen.total == sum + seen.delivery_fee);
  REQUIRE(seen.items.empty() == (seen.status == order_status::absent));
  REQUIRE(seen.payment.cash - seen.payment.cash_refunded == cash_);
  REQUIRE(cash_ >= money{0});
}

void order_world::check_owed() const {
  std::uint64_t last = 0;
  int payments = 0;
  for (const auto& open : owed(state_)) {
    REQUIRE(open.number > last);
    last = open.number;
    payments += std::holds_alternative<owe_authorise>(open.body)
                + std::holds_alternative<owe_look_up>(open.body);
    payments += std::holds_alternative<owe_refund>(open.body);
  }
  REQUIRE(last <= state_.last_obligation);
  REQUIRE(payments <= 1); // A late look-up must never hold up another call to the gateway.
}

/// I4 and I5 as the other sides see them: whoever still holds something for nothing is already
/// owed its release.
void order_world::check_receivers() const {
  for (const auto& [key, side] : receivers_) {
    if (!side.holds)
      continue;
    bool release_owed = false;
    bool undecided = false;
    for (const auto& open : owed(state_))
      if (open.receiver == key) {
        release_owed = release_owed || std::holds_alternative<owe_release_rider>(open.body)
                       || std::holds_alternative<owe_release_stock>(open.body)
                       || std::holds_alternative<owe_settle_stock>(open.body);
        undecided = undecided || std::holds_alternative<owe_assign_rider>(open.body)
                    || std::holds_alternative<owe_reserve_stock>(open.body);
      }
    const bool wanted = key.kind == entity_kind::rider
                          ? state_.seen.delivery.rider == rider_id{key.id} && !delivered_
                          : state_.stock_reserved;
    INFO(key.text() << " while " << to_string(state_.seen.status));
    REQUIRE((wanted || release_owed || undecided));
  }
}

void order_world::check_rest() const {
  const auto status = state_.seen.status;
  INFO("at rest in " << to_string(status));
  CHECK(owed(state_).empty());
  CHECK(status != order_status::checkout);                                      // I11
  CHECK(status != order_status::cancelling);                                    // I11
  CHECK(status != order_status::placed);                                        // T4
  CHECK(gateway_.captures <= 1);                                                // I2
  CHECK(gateway_.captured - gateway_.refunded + cash_ == payable_ - released_); // I1
  CHECK(gateway_.captured == captured_by_gateway(state_.seen.payment));
  CHECK(gateway_.refunded == refunded_by_gateway(state_.seen.payment));
  const bool accident = state_.seen.cancelled_for == cancel_cause::accident;
  for (const auto& [key, side] : receivers_) {
    INFO(key.text());
    if (key.kind == entity_kind::rider)
      CHECK(side.holds
            == (status == order_status::out_for_delivery
                && state_.seen.delivery.rider == rider_id{key.id})); // I4
    if (key.kind == entity_kind::store) {
      const bool ended = status == order_status::completed || accident;
      const auto wanted = units_wanted(state_);
      const bool wants = !wanted.empty();
      CHECK(side.holds == (state_.stock_reserved && wants)); // I5
      CHECK(side.committed == side.holds);
      CHECK(side.holds == (holds_goods(status) && !ended && wants));
      CHECK(side.gone == (ended && wants)); // Given back or settled, never both.
      if (side.holds)
        CHECK(side.units == wanted);
    }
    if (key.kind == entity_kind::customer)
      CHECK(side.counted == (status == order_status::completed ? 1 : 0));
  }
}

} // namespace baedal::test
