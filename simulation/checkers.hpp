#pragma once

#include "simulation/simulated_world.hpp"

namespace baedal::simulation {

/// Everything that must hold once a world has come to rest, beside what was found on the way. Ends
/// with rebuilding the read models, so it comes last.
findings check_at_rest(simulated_world& world);

} // namespace baedal::simulation
