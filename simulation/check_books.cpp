#include "simulation/checking.hpp"

#include <algorithm>

// Money, goods, riders and completed orders: what has to be where.

namespace baedal::simulation {

namespace {

/// What the gateway said that it will not give back.
money withheld(const order& state) {
  const auto& paid = state.seen.payment;
  return paid.status == payment_status::refund_refused ? paid.refund_due : money{};
}

/// Paid, and not given up.
bool stands(const order& state) {
  const auto status = state.seen.status;
  return state.seen.delivery.status != delivery_status::none && status != order_status::cancelling
         && status != order_status::cancelled;
}

std::set<std::string> orders_known(const checking& all) {
  const auto& tried = all.world().people().tried();
  std::set<std::string> ids{tried.begin(), tried.end()};
  for (const auto& [id, account] : all.world().payments().books())
    ids.insert(id.value);
  return ids;
}

} // namespace

/// I1: what the gateway holds is what was to be paid, less what was given up, but for what it will
/// not give back; in no order and in no sum less than nothing.
void check_money(const checking& all) {
  const auto& books = all.world().payments().books();
  money sum_held;
  money sum_wanted;
  for (const auto& id : orders_known(all)) {
    const auto entity = key_text<order>(id);
    const auto* known = all.journal().find<order>(id);
    const auto open = books.find(order_id{id});
    const auto held = open == books.end() ? money{} : open->second.captured - open->second.refunded;
    const auto ledger = all.journal().money_of(entity);
    const auto wanted = known ? ledger.to_hold() + withheld(known->now) : money{};
    sum_held = sum_held + held;
    sum_wanted = sum_wanted + wanted;
    if (held != wanted)
      all.report("I1", entity,
                 "the gateway holds " + std::to_string(held.won) + ", not "
                   + std::to_string(wanted.won));
    if (known && stands(known->now) && ledger.payable - ledger.released != known->now.seen.total)
      all.report("I1", entity,
                 "an order of " + std::to_string(known->now.seen.total.won) + " stands for "
                   + std::to_string((ledger.payable - ledger.released).won));
    if (ledger.released > ledger.payable || ledger.cash_back > ledger.cash)
      all.report("I1", entity, "more was given up than was to be paid");
    if (open != books.end() && open->second.captures.size() > 1)
      all.report("I2", entity,
                 "captured " + std::to_string(open->second.captures.size()) + " times");
    if (open != books.end() && open->second.refunded > open->second.captured)
      all.report("I2", entity, "more given back than taken");
  }
  if (sum_held != sum_wanted)
    all.report("I1", "all orders",
               "the gateway holds " + std::to_string(sum_held.won) + ", not "
                 + std::to_string(sum_wanted.won));
}

// -- I5 -------------------------------------------------------------------------------------------

namespace {

std::map<std::string, std::int64_t> limited_units(const order& state) {
  std::map<std::string, std::int64_t> units;
  for (const auto& line : state.seen.items) // Without what was removed.
    if (line.limited)
      units[line.item.value] += line.quantity;
  return units;
}

/// What a store holds for one order is what that order has reserved, to the unit.
void check_held(const checking& all, const std::string& shop, const std::string& id,
                const stock_reservation& held) {
  const auto* known = all.journal().find<order>(id);
  if (!known || !known->now.stock_reserved || has_ended(known->now))
    return all.report("I5", shop, "units kept for " + id);
  const auto wanted = limited_units(known->now);
  for (const auto& line : held.lines) {
    const auto same = wanted.find(line.item.value);
    if (same == wanted.end() || same->second != line.quantity)
      all.report("I5", shop,
                 std::to_string(line.quantity) + " of " + line.item.value + " kept for " + id
                   + ", which wants " + std::to_string(same == wanted.end() ? 0 : same->second));
  }
}

} // namespace

void check_stock(const checking& all) {
  for (const auto& [shop, known] : all.journal().all<store>())
    for (const auto& [id, held] : known.now.reservations)
      check_held(all, shop, id.value, held);
  for (const auto& [entity, known] : all.journal().all<order>()) {
    const auto& state = known.now;
    if (!state.stock_reserved || has_ended(state) || limited_units(state).empty())
      continue;
    const auto* shop = all.journal().find<store>(state.placed->store.value);
    const bool held = shop && shop->now.reservations.count(state.placed->id) > 0;
    const bool unlimited = shop && shop->noted.contains(entity); // By the time that it asked.
    if (!held && !unlimited)
      all.report("I5", entity, "no units kept at " + state.placed->store.value);
  }
}

// -- I4 -------------------------------------------------------------------------------------------

void check_riders(const checking& all) {
  std::map<std::string, std::string> rider_of; ///< by order
  for (const auto& [entity, known] : all.journal().all<rider>()) {
    const auto& job = known.now.seen.job;
    if (!job)
      continue;
    if (const auto [other, fresh] = rider_of.emplace(job->value, known.now.seen.id.value); !fresh)
      all.report("I4", entity, "shares " + job->value + " with " + other->second);
  }
  for (const auto& [entity, known] : all.journal().all<order>()) {
    const auto& delivery = known.now.seen.delivery;
    const bool out =
      delivery.status == delivery_status::picked || delivery.status == delivery_status::in_transit;
    const auto wanted = out && delivery.rider ? delivery.rider->value : std::string{};
    const auto found = rider_of.find(parse_entity_key(entity)->id);
    const auto has = found == rider_of.end() ? std::string{} : found->second;
    if (wanted != has)
      all.report("I4", entity,
                 "is the job of " + (has.empty() ? "nobody" : has) + ", not of "
                   + (wanted.empty() ? "nobody" : wanted));
    if (found != rider_of.end())
      rider_of.erase(found);
  }
  for (const auto& [job, who] : rider_of)
    all.report("I4", key_text<rider>(who), "has a job that is no order: " + job);
}

// -- I9 -------------------------------------------------------------------------------------------

namespace {

/// What the orders that were counted earn, one after the other, each by the policy under which it
/// was placed (001-X2). A grade never falls.
customer_grade grade_earned(const checking& all, const tracked<customer>& known) {
  constexpr auto best = static_cast<std::int64_t>(customer_grade::vip);
  std::int64_t towards = 0;
  std::int64_t earned = 0;
  for (const auto& id : known.counted) {
    const auto* counted = all.journal().find<order>(id.value);
    if (!counted || !counted->now.placed->policy.grade_up_on_completion)
      continue;
    ++towards;
    earned = std::max(earned, std::min(towards / counted->now.placed->policy.grade_step, best));
  }
  return static_cast<customer_grade>(earned);
}

} // namespace

/// Each completed order counts once for its customer, and the customer has the grade of them all.
void check_completions(const checking& all) {
  std::map<std::string, std::multiset<std::string>> completed; ///< orders by customer
  for (const auto& [entity, known] : all.journal().all<order>())
    if (known.now.seen.status == order_status::completed)
      completed[known.now.seen.customer.value].insert(parse_entity_key(entity)->id);
  for (const auto& [entity, known] : all.journal().all<customer>()) {
    std::multiset<std::string> counted;
    for (const auto& id : known.counted)
      counted.insert(id.value);
    const auto mine = completed.extract(parse_entity_key(entity)->id);
    if (mine ? counted != mine.mapped() : !counted.empty())
      all.report("I9", entity, "other orders are counted than were completed");
    if (known.now.seen.completed_orders != static_cast<std::int64_t>(counted.size()))
      all.report("I9", entity,
                 std::to_string(known.now.seen.completed_orders) + " counted of "
                   + std::to_string(counted.size()));
    if (const auto grade = grade_earned(all, known); known.now.seen.grade != grade)
      all.report("I9", entity,
                 "is " + std::string{to_string(known.now.seen.grade)} + ", but earned "
                   + std::string{to_string(grade)});
  }
  for (const auto& [id, orders] : completed)
    all.report("I9", key_text<customer>(id), "none of its completed orders is counted");
}

} // namespace baedal::simulation
