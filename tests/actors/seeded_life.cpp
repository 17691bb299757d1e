#include "tests/actors/seeded_life.hpp"

#include "actors/fold.hpp"

#include <array>

namespace baedal::test {

using namespace std::chrono_literals;
using persistence::write_fault;

seeded_life::seeded_life(std::uint64_t seed) : dice_(seed), world_(seed, 5s) {
  world_.open_shops();
  world_.gateway->next_mood = [this] {
    using enum moody_gateway::mood;
    constexpr std::array all{fine, fine, fine, fine, decline, lost_before, lost_after, away};
    return all[dice(all.size())];
  };
}

void seeded_life::run(int steps) {
  for (int i = 0; i < steps; ++i)
    act();
  heal();
}

void seeded_life::act() {
  switch (dice(10)) {
    case 0:
    case 1:
    case 2:
      place();
      break;
    case 3:
      misfortune();
      break;
    case 4:
      world_.advance(std::chrono::milliseconds{dice(20'000)});
      break;
    default:
      command();
  }
  for (auto steps = dice(60); steps > 0 && world_.still.step(); --steps) {
    // Some messages pass, others are still on their way when the next thing happens.
  }
}

void seeded_life::place() {
  constexpr std::array brands{"pizza", "dongne", "hansik", "mealkit", "azer"};
  constexpr std::array tokens{"tok_ok", "tok_ok", "tok_declined", ""};
  const bool again = !placings_.empty() && dice(3) == 0;
  if (!again) {
    const auto id = "o" + std::to_string(orders_.size());
    const std::string brand_name = brands[dice(brands.size())];
    auto what = world_.placing(brand_name, id, dice(2) ? "a" : "b", tokens[dice(tokens.size())],
                               dice(4) != 0);
    orders_.push_back(id);
    placings_.emplace(id, what);
  }
  const auto& id = again ? orders_[dice(orders_.size())] : orders_.back();
  const auto& what = placings_.at(id);
  if (again && !what.keyed)
    return; // Only a key makes a repeat.
  told_.push_back({id, what, world_.tell<order>(id, what)});
}

void seeded_life::command() {
  if (orders_.empty())
    return;
  const auto& id = orders_[dice(orders_.size())];
  asked_by rider_asks;
  rider_asks.rider = rider_id{"r-" + placings_.at(id).brand.value};
  const std::array<order_command, 12> all{
    pay_order{{}, payment_method::card, "tok_ok"},
    accept_order{},
    reject_order{{}, "no rice", 1},
    start_cooking{},
    finish_cooking{},
    pick_order{rider_asks},
    withdraw_order{},
    start_delivery{},
    deliver_order{},
    confirm_order{},
    cancel_order{{}, cancel_party::customer, "changed my mind"},
    report_accident{{}, "dropped"}};
  const auto& chosen = all[dice(all.size())];
  told_.push_back({id, chosen, world_.tell<order>(id, chosen)});
}

void seeded_life::misfortune() {
  switch (dice(5)) {
    case 0:
      world_.faults->writes.push_back(write_fault::refuse);
      break;
    case 1:
      world_.faults->writes.push_back(write_fault::lose_before_commit);
      world_.patience = static_cast<int>(dice(3));
      world_.faults->refused_connects = static_cast<int>(dice(4));
      break;
    case 2:
      world_.faults->writes.push_back(write_fault::lose_after_commit);
      world_.patience = static_cast<int>(dice(3));
      world_.faults->refused_connects = static_cast<int>(dice(4));
      break;
    case 3:
      world_.faults->refused_connects = 0; // No supervisor starts the writer again here.
      world_.restart();
      break;
    default:
      world_.faults->failing_reads = 1;
  }
}

void seeded_life::heal() {
  world_.gateway->next_mood = [] { return moody_gateway::mood::fine; };
  world_.faults->writes.clear();
  world_.faults->refused_connects = 0;
  world_.faults->failing_reads = 0;
  world_.patience = 5;
  world_.settle();
  for (int minute = 0; minute < 90; ++minute)
    world_.advance(1min);
}

std::vector<std::string> seeded_life::faults() {
  std::vector<std::string> found;
  check_answers(found);
  check_money(found);
  check_stock(found);
  check_rest(found);
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
    else if ((**past).total != view.total || (**past).customer != view.customer)
      found.push_back("I6: " + id + " is another order at version " + std::to_string(view.version));
  }
}

/// What the journal holds of an order, for people.
std::string story_of(const persistence::memory_store& rows, const std::string& id) {
  std::string story;
  for (const auto& row : rows.events_of("order/" + id, 0, 10'000))
    story += "\n  " + std::to_string(row.version) + " at "
             + std::to_string(row.at.time_since_epoch().count()) + " " + row.type + " "
             + row.payload.substr(0, 160);
  return story;
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

/// I5: what is free and what orders hold is what there was.
void seeded_life::check_stock(std::vector<std::string>& found) {
  for (const auto& shipped : shipped_brands()) {
    actors::fold<store> shop;
    persistence::history from;
    from.events = world_.rows->events_of("store/s-" + shipped.id.value, 0, 10'000);
    if (auto read = shop.read(from); !read) {
      found.push_back("I13: " + read.error().detail);
      continue;
    }
    auto units = *shop.now->card.menu.at(item_id{"b"}).stock;
    if (units < 0)
      found.push_back("I5: negative stock in " + shipped.id.value);
    for (const auto& [id, held] : shop.now->reservations)
      for (const auto& line : held.lines)
        units += line.quantity;
    if (units != 5)
      found.push_back("I5: " + shipped.id.value + " has " + std::to_string(units) + " units of 5");
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
      if (owe.not_before <= world_.still.now() && !std::holds_alternative<owe_look_up>(owe.body)
          && !std::holds_alternative<owe_count_completion>(owe.body)
          && !std::holds_alternative<owe_commit_stock>(owe.body)
          && !std::holds_alternative<owe_release_stock>(owe.body)
          && !std::holds_alternative<owe_release_rider>(owe.body))
        found.push_back("I11: " + id + " still owes " + std::to_string(owe.number));
    if (auto due = next_timer(now); due && *due <= world_.still.now())
      found.push_back("I11: " + id + " has an overdue timer");
  }
}

/// I10: a placing repeated with its key gets the answer that it got.
void seeded_life::check_repeats(std::vector<std::string>& found) {
  std::map<std::string, order_view> first;
  for (const auto& [id, command, outcome] : told_) {
    const auto* placing = std::get_if<place_order>(&command);
    if (!placing || !placing->keyed || !*outcome || !**outcome)
      continue;
    const auto [known, fresh] = first.emplace(id, (**outcome)->view);
    if (!fresh && !(known->second == (**outcome)->view))
      found.push_back("I10: " + id + " was answered differently");
  }
  for (const auto& [id, view] : first) {
    auto again = world_.tell<order>(id, placings_.at(id));
    world_.settle();
    if (!*again || !**again || !((**again)->view == view))
      found.push_back("I10: " + id + " is answered differently in the end");
  }
}

} // namespace baedal::test
