#pragma once

#include "domain/rider.hpp"
#include "domain/store.hpp"
#include "simulation/dice.hpp"

namespace baedal::simulation {

/// The stores and riders of a simulated world, drawn from a seed: one store for each shipped brand
/// as it is, and others that override its policy with any values at all.
struct town {
  struct shop {
    store_card card;
    std::vector<menu_item> menu;
  };
  std::vector<shop> shops;
  std::vector<define_rider> riders;
  std::vector<customer_id> customers;
};

town draw_town(std::uint64_t seed);

/// Any policy: every member stated with a chance, time windows short enough to pass in a
/// simulation.
policy_overrides draw_policy(dice& draw);

} // namespace baedal::simulation
