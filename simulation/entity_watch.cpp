#include "simulation/journal_watch.hpp"

#include <algorithm>

// What one step may do to an order, a store or a rider.

namespace baedal::simulation {

namespace {

std::string key_of(entity_kind kind, const std::string& id) {
  return entity_key{kind, id}.text();
}

std::int64_t units_held(const store& shop, const item_id& item) {
  std::int64_t units = 0;
  for (const auto& [order, held] : shop.reservations)
    for (const auto& line : held.lines)
      units += line.item == item ? line.quantity : 0;
  return units;
}

bool is_terminal(order_status status) {
  return status == order_status::completed || status == order_status::cancelled;
}

/// Whether one more payment is asked for, of an order that has one or stands no more.
bool asks_in_vain(const order& before, const order& after) {
  const auto status = after.seen.status;
  const bool stands = status == order_status::checkout || status == order_status::placed;
  return after.payment_attempts > before.payment_attempts
         && (!stands || before.seen.payment.captured > money{});
}

/// Whether a payment that was put off will be asked for again, and nothing is asked for now.
bool waits_to_pay(const order& state) {
  const auto open = owed(state);
  const bool asks = std::any_of(open.begin(), open.end(), [](const obligation& each) {
    return std::holds_alternative<owe_authorise>(each.body);
  });
  const bool will_ask = std::any_of(state.timers.begin(), state.timers.end(), [](auto& timer) {
    return timer.kind == timer_kind::pay_again;
  });
  return will_ask && !asks && state.seen.status == order_status::placed;
}

/// The rider who is on the way for this order.
std::string rider_under_way(const order& state) {
  const auto status = state.seen.delivery.status;
  const bool out = status == delivery_status::picked || status == delivery_status::in_transit;
  return out && state.seen.delivery.rider ? state.seen.delivery.rider->value : std::string{};
}

/// Whether the order asks this rider, has them, or is to let them go.
bool is_concerned_with(const order& state, const rider_id& who) {
  if (state.claim == who || state.seen.delivery.rider == who)
    return true;
  const entity_key receiver{entity_kind::rider, who.value};
  return std::any_of(state.owed.begin(), state.owed.end(), [&](const obligation& each) {
    return each.receiver == receiver && std::holds_alternative<owe_release_rider>(each.body);
  });
}

} // namespace

/// I2, I3 and I4; of I11 that a payment that was put off is asked for again.
void journal_watch::check(const order& before, const order& after, const std::string& entity) {
  if (is_visible(after) && !is_terminal(after.seen.status))
    live_.insert(entity);
  else
    live_.erase(entity);
  if (is_terminal(before.seen.status) && after.seen.status != before.seen.status)
    report("I3", entity,
           "left " + std::string{to_string(before.seen.status)} + " for "
             + std::string{to_string(after.seen.status)});
  if (after.seen.status == order_status::cancelled && after.seen.delivery.delivered_at)
    report("I3", entity, "delivered and cancelled");
  if (after.seen.payment.refunded > after.seen.payment.captured)
    report("I2", entity, "more was given back than taken");
  if (asks_in_vain(before, after))
    report("I2", entity, "asks for money that it has, or no longer wants");
  if (after.seen.payment.deferred && !waits_to_pay(after))
    report("I11", entity, "its payment was put off and is forgotten");
  check_jobs_of(after, entity);
  const auto left = rider_under_way(before);
  const auto took = rider_under_way(after);
  if (left == took)
    return;
  if (!left.empty())
    under_way_[left].erase(entity);
  if (!took.empty() && under_way_[took].insert(entity).second && under_way_[took].size() > 1)
    report("I4", entity, "rider " + took + " has another order already");
}

/// I4: no rider is kept busy by an order that does not know of it. So two of them have one order
/// only while one of them is being let go.
void journal_watch::check_jobs_of(const order& state, const std::string& entity) {
  const auto known = holders_.find(entity);
  if (known == holders_.end())
    return;
  for (const auto& who : known->second)
    if (!is_concerned_with(state, rider_id{who}))
      report("I4", entity, "rider " + who + " still has it as a job");
}

void journal_watch::check(const rider& before, const rider& after, const std::string& entity) {
  if (before.seen.job == after.seen.job)
    return;
  if (before.seen.job)
    holders_[key_of(entity_kind::order, before.seen.job->value)].erase(after.seen.id.value);
  if (!after.seen.job)
    return;
  const auto job = key_of(entity_kind::order, after.seen.job->value);
  holders_[job].insert(after.seen.id.value);
  const auto known = all<order>().find(job);
  if (known == all<order>().end())
    report("I4", entity, "has a job that is no order: " + after.seen.job->value);
  else if (!is_concerned_with(known->second.now, after.seen.id))
    report("I4", entity, "was given " + after.seen.job->value + ", which does not ask for it");
}

/// I5: free stock is never negative, and units move between the shelf and orders only.
void journal_watch::check(const store& before, const store& after, const std::string& entity) {
  const bool moved = !(before.reservations == after.reservations);
  for (const auto& [id, item] : after.card.menu) {
    if (!item.stock)
      continue;
    if (*item.stock < 0)
      report("I5", entity, "the stock of " + id.value + " is " + std::to_string(*item.stock));
    const auto was = before.card.menu.find(id);
    const bool sold_or_back = moved && was != before.card.menu.end() && was->second.stock
                              && *was->second.stock != *item.stock;
    if (sold_or_back
        && *was->second.stock + units_held(before, id) != *item.stock + units_held(after, id))
      report("I5", entity, "units of " + id.value + " came or went");
  }
}

} // namespace baedal::simulation
