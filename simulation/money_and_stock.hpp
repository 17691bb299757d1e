#pragma once

#include "simulation/findings.hpp"
#include "simulation/simulated_world.hpp"

namespace baedal::simulation {

/// I1 and I2 once all is at rest: the gateway holds money exactly for orders
/// that stand, and took it once; what was paid in cash never went there.
void check_money(simulated_world& world, findings& out);

/// I5: what a store holds back is what living orders have reserved and still
/// want.
void check_stock(simulated_world& world, findings& out);

} // namespace baedal::simulation
