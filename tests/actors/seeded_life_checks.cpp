#include "actors/past_walk.hpp"
#include "tests/actors/seeded_life.hpp"

namespace baedal::test {

namespace {

/// What the journal holds of an order, for people.
std::string story_of(const persistence::memory_store& rows, const std::string& id) {
  std::string story;
  for (const auto& row : rows.events_of("order/" + id, 0, 10'000))
    story += "\n  " + std::to_string(row.version) + " at "
             + std::to_string(row.at.time_since_epoch().count()) + " " + row.type + " "
             + row.payload.substr(0, 160);
  return story;
}

/// What a view says that no bookkeeping changes: two views of one public version agree in it.
bool agree(const order_view& a, const order_view& b) {
  return a.version == b.version && a.status == b.status && a.brand == b.brand && a.store == b.store
         && a.customer == b.customer && a.items == b.items && a.total == b.total
         && a.delivery == b.delivery && a.cancelled_for == b.cancelled_for
         && a.cancel_reason == b.cancel_reason && a.placed_at == b.placed_at
         && a.updated_at == b.updated_at && a.address_text == b.address_text
         && a.payment.method == b.payment.method && a.payment.amount == b.payment.amount;
}

/// Whether units of the order are gone for good.
bool used_up(const order& state) {
  return state.seen.status == order_status::completed
         || state.seen.cancelled_for == cancel_cause::accident;
}

std::int64_t limited_units(const order& state) {
  std::int64_t units = 0;
  for (const auto& line : state.seen.items)
    units += line.limited ? line.quantity : 0;
  return units;
}

} // namespace

std::vector<std::string> seeded_life::faults() {
  std::vector<std::string> found;
  check_money(found);
  check_rest(found);
  check_stock(found);
  check_customers(found);
  check_answers(found);
  check_repeats(found);
  return found;
}

/// I6: what was answered is in the journal, as it was answered.
void seeded_life::check_answers(std::vector<std::string>& found) {
  for (const auto& [id, command, outcome] : told_) {
    if (!*outcome) {
      found.push_back("I6: a command of " + id + " was never answered");
      continue;
    }
    if (!**outcome)
      continue;
    const auto& view = (**outcome)->view;
    auto past = world_.read<order>(id, view.version);
    if (!past || !*past)
      found.push_back("I6: " + id + " has no version " + std::to_string(view.version));
    else if (!agree(**past, view))
      found.push_back("I6: " + id + " was different at version " + std::to_string(view.version)
                      + story_of(*world_.rows, id));
  }
}

/// I1, I2: money is with the gateway exactly for orders that stand.
void seeded_life::check_money(std::vector<std::string>& found) {
  for (const auto& id : orders_) {
    const auto now = world_.journaled(id);
    const auto account = world_.gateway->books.find(order_id{id});
    const bool known = account != world_.gateway->books.end();
    const auto held = known ? account->second.captured - account->second.refunded : money{};
    const bool stands = is_visible(now) && now.seen.status != order_status::cancelled
                        && now.seen.payment.status == payment_status::approved;
    const auto wanted = stands ? now.seen.total : money{};
    if (held != wanted)
      found.push_back("I1: " + id + " holds " + std::to_string(held.won) + ", wanted "
                      + std::to_string(wanted.won) + " in "
                      + std::string{to_string(now.seen.status)} + story_of(*world_.rows, id));
    if (known
        && (account->second.captures > 1 || account->second.refunded > account->second.captured))
      found.push_back("I2: " + id);
  }
}

/// I5: what is free, what orders hold and what they used up is what there was; and the store holds
/// units for exactly the orders that count on it.
void seeded_life::check_stock(std::vector<std::string>& found) {
  for (const auto& shipped : shipped_brands()) {
    const auto name = "s-" + shipped.id.value;
    std::int64_t balance = 0; // Of all that people put on the shelf and orders took off it.
    std::int64_t on_shelf = 0;
    const auto rows = world_.rows->events_of("store/" + name, 0, 100'000);
    actors::past_walk<store> walk{[&](const actors::past_step<store>& step) {
      const auto item = step.after.card.menu.find(item_id{"b"});
      const auto now_there = item == step.after.card.menu.end() ? 0 : *item->second.stock;
      if (step.event.event && std::holds_alternative<item_defined>(*step.event.event))
        balance += now_there - on_shelf;
      on_shelf = now_there;
      if (on_shelf < 0)
        found.push_back("I5: negative stock in " + name);
      return actors::walked::goes_on;
    }};
    const auto counted = walk.take(rows);
    if (!counted)
      found.push_back("I13: " + counted.error().detail);
    const auto held = world_.folded<store>(name).now->reservations;
    std::size_t expected = 0;
    for (const auto& id : orders_) {
      const auto now = world_.journaled(id);
      if (now.seen.store.value != name || limited_units(now) == 0)
        continue;
      if (now.stock_reserved || used_up(now))
        balance -= limited_units(now);
      expected += now.stock_reserved ? 1 : 0;
      if (now.stock_reserved && held.count(order_id{id}) == 0)
        found.push_back("I5: " + name + " holds nothing for " + id);
    }
    if (held.size() != expected)
      found.push_back("I5: " + name + " holds units for " + std::to_string(held.size())
                      + " orders, wanted " + std::to_string(expected));
    if (balance != on_shelf)
      found.push_back("I5: " + name + " has " + std::to_string(on_shelf) + " units, wanted "
                      + std::to_string(balance));
  }
}

/// Each completed order counted once, and profiles as their last change left them.
void seeded_life::check_customers(std::vector<std::string>& found) {
  for (const auto& shipped : shipped_brands()) {
    const auto id = "c-" + shipped.id.value;
    std::int64_t wanted = 0;
    for (const auto& each : orders_) {
      const auto now = world_.journaled(each);
      wanted += now.seen.customer.value == id && now.seen.status == order_status::completed;
    }
    const auto seen = world_.read<customer>(id);
    const auto counted = seen && *seen ? (**seen).completed_orders : 0;
    if (counted != wanted)
      found.push_back("D7: " + id + " has " + std::to_string(counted) + " completed orders, wanted "
                      + std::to_string(wanted));
    for (auto last = profiles_.rbegin(); last != profiles_.rend(); ++last) {
      if (last->id != id || !*last->outcome)
        continue;
      const bool later_in_doubt =
        std::any_of(profiles_.rbegin(), last, [&](const auto& later) { return later.id == id; });
      if (**last->outcome && !later_in_doubt && (!seen || !*seen || (**seen).name != last->name))
        found.push_back("I6: " + id + " has lost its name");
      break;
    }
  }
}

/// I11, I3, I4: nothing is stuck once faults stop; what is owed is only what is not due yet.
void seeded_life::check_rest(std::vector<std::string>& found) {
  for (const auto& id : orders_) {
    const auto now = world_.journaled(id);
    if (now.seen.status == order_status::checkout || now.seen.status == order_status::cancelling
        || now.seen.payment.status == payment_status::refund_pending || now.claim)
      found.push_back("I11: " + id + " is stuck in " + std::string{to_string(now.seen.status)});
    for (const auto& owe : owed(now))
      if (owe.not_before <= world_.still.now())
        found.push_back("I11: " + id + " still owes " + std::to_string(owe.number));
    if (auto due = next_timer(now); due && *due <= world_.still.now())
      found.push_back("I11: " + id + " has an overdue timer");
  }
}

/// I10, D14: a placing repeated with its key gets the answer that it got, and another body none.
void seeded_life::check_repeats(std::vector<std::string>& found) {
  std::map<std::string, std::pair<place_order, order_view>> first;
  for (const auto& [id, command, outcome] : told_) {
    const auto* placing = std::get_if<place_order>(&command);
    if (!placing || !placing->keyed || !*outcome || !**outcome)
      continue;
    const auto [known, fresh] = first.try_emplace(id, *placing, (**outcome)->view);
    if (!fresh && known->second.first.body_hash != placing->body_hash)
      found.push_back("D14: " + id + " was placed with two bodies");
    else if (!fresh && !(known->second.second == (**outcome)->view))
      found.push_back("I10: " + id + " was answered differently");
  }
  for (const auto& [id, what] : first) {
    auto again = send_placing(id, what.first);
    world_.settle();
    if (!*again || !**again || !((**again)->view == what.second))
      found.push_back("I10: " + id + " is answered differently in the end");
    auto other = what.first;
    other.body_hash += " and more";
    other.items.front().quantity = 3;
    auto refused = send_placing(id, other);
    world_.settle();
    if (!*refused || (*refused)->code() != errc::key_reused)
      found.push_back("D14: " + id + " takes another body under its key");
  }
}

} // namespace baedal::test
