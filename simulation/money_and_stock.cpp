#include "simulation/money_and_stock.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

std::string key_of(const std::string& order) {
  return entity_key{entity_kind::order, order}.text();
}

bool has_ended(const order& state) {
  const auto status = state.seen.status;
  return status == order_status::completed || status == order_status::cancelled
         || status == order_status::checkout_failed;
}

/// Paid, and not given up.
bool stands(const order& state) {
  const auto status = state.seen.status;
  return state.seen.delivery.status != delivery_status::none && status != order_status::cancelling
         && status != order_status::cancelled;
}

/// What is held for an order, in one line each: "3 of soup at plain-pizza for
/// o7".
std::string holding(const std::string& shop, const std::string& order, const item_id& item,
                    std::int64_t units) {
  return std::to_string(units) + " of " + item.value + " at " + shop + " for " + order;
}

bool has_wrong_clocks(const simulated_world& world) {
  const auto& all = world.what().troubles;
  return std::any_of(all.begin(), all.end(),
                     [](const auto& each) { return each.kind == trouble_kind::clock_jumps; });
}

/// A clock that was wrong makes an order give a payment up before its time. The
/// look-ups that go on for a day find it; the world does not wait so long.
bool may_still_be_found(const simulated_world& world, const order& state) {
  const auto open = owed(state);
  return has_wrong_clocks(world)
         && std::any_of(open.begin(), open.end(), [](const obligation& each) {
              return std::holds_alternative<owe_look_up>(each.body);
            });
}

const order* journaled(simulated_world& world, const std::string& entity) {
  const auto& all = world.journal().orders();
  const auto known = all.find(entity);
  return known == all.end() ? nullptr : &known->second.now;
}

/// What the gateway should hold: all that was approved and is not given up, but
/// for what went in cash; and what it refuses to give back.
money wanted_at_gateway(const journal_watch::order_money& sums, const order* known) {
  const auto due = sums.payable - sums.released - (sums.cash - sums.cash_back);
  if (known && known->seen.payment.status == payment_status::refund_refused)
    return due + known->seen.payment.refund_due;
  return due;
}

void check_order_money(simulated_world& world, const std::string& id, findings& out) {
  const auto entity = key_of(id);
  const auto report = [&](const char* invariant, std::string what) {
    out.push_back({invariant, entity, std::move(what), world.still().now()});
  };
  const auto* known = journaled(world, entity);
  const auto sums = world.journal().money_of(entity);
  const auto wanted = wanted_at_gateway(sums, known);
  const auto open = world.payments().books().find(order_id{id});
  const auto account =
    open == world.payments().books().end() ? payment_house::account{} : open->second;
  const auto held = account.captured - account.refunded;
  if (held != wanted && !(known && may_still_be_found(world, *known)))
    report("I1",
           "the gateway holds " + std::to_string(held.won) + ", not " + std::to_string(wanted.won));
  if (known && stands(*known) && sums.payable - sums.released != known->seen.total)
    report("I1", "an order of " + std::to_string(known->seen.total.won) + " stands for "
                   + std::to_string((sums.payable - sums.released).won));
  if (account.captures > 1)
    report("I2", "captured " + std::to_string(account.captures) + " times");
  if (account.refunded > account.captured)
    report("I2", "more given back than taken");
}

} // namespace

void check_money(simulated_world& world, findings& out) {
  for (const auto& id : world.people().tried())
    check_order_money(world, id, out);
}

void check_stock(simulated_world& world, findings& out) {
  std::set<std::string> wanted;
  for (const auto& [entity, known] : world.journal().orders()) {
    if (!known.now.stock_reserved || has_ended(known.now))
      continue;
    std::map<item_id, std::int64_t> units;
    for (const auto& line : known.now.seen.items)
      if (line.limited)
        units[line.item] += line.quantity;
    for (const auto& [item, count] : units)
      wanted.insert(
        holding(known.now.placed->store.value, known.now.placed->id.value, item, count));
  }
  std::set<std::string> held;
  for (const auto& [entity, known] : world.journal().stores())
    for (const auto& [order, reserved] : known.now.reservations)
      for (const auto& line : reserved.lines)
        held.insert(holding(known.now.card.id.value, order.value, line.item, line.quantity));
  std::vector<std::string> differing;
  std::set_symmetric_difference(wanted.begin(), wanted.end(), held.begin(), held.end(),
                                std::back_inserter(differing));
  for (const auto& each : differing)
    out.push_back({"I5", "store", (held.contains(each) ? "held in vain: " : "not held: ") + each,
                   world.still().now()});
}

} // namespace baedal::simulation
