#include "tests/actors/seeded_life.hpp"

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
  switch (dice(12)) {
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
    case 5:
      run_store();
      break;
    case 6:
      change_profile();
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
  send_placing(id, again && dice(4) == 0 ? with_other_body(what) : what);
}

/// The same key, used by mistake for something else.
place_order seeded_life::with_other_body(place_order what) {
  what.items.front().quantity = 2;
  what.body_hash += " twice";
  return what;
}

entity_world::answer_ptr<order> seeded_life::send_placing(const std::string& id,
                                                          const place_order& what) {
  auto outcome = world_.tell<order>(id, what, {}, {{"address", "for " + what.body_hash}});
  told_.push_back({id, what, outcome});
  return outcome;
}

/// What a store's people do while orders come in. Stock is always stated: what an order asked for
/// as limited stays limited.
void seeded_life::run_store() {
  constexpr std::array brands{"pizza", "dongne", "hansik", "mealkit", "azer"};
  const auto id = std::string{"s-"} + brands[dice(brands.size())];
  switch (dice(5)) {
    case 0:
      world_.tell<store>(id, close_store{});
      break;
    case 1:
    case 2:
      world_.tell<store>(id, open_store{});
      break;
    default:
      world_.tell<store>(id, define_item{{item_id{"b"}, "B", money{2500}, {},
                                          static_cast<std::int64_t>(dice(9)), dice(6) == 0}});
  }
}

void seeded_life::change_profile() {
  constexpr std::array brands{"pizza", "dongne", "hansik", "mealkit", "azer"};
  const auto id = std::string{"c-"} + brands[dice(brands.size())];
  const auto name = "name " + std::to_string(dice(3));
  profiles_.push_back({id, name, world_.tell<customer>(id, define_customer{{id}, {}}, {},
                                                       {{"name", name}})});
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

} // namespace baedal::test
