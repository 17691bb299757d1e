#pragma once

#include "simulation/simulated_world.hpp"

namespace baedal::simulation {

/// Everything that must hold once a world has come to rest, beside what `journal_watch` saw on the
/// way: I1, I2, I5, I6, I8 to I11. Ends with rebuilding the read models, so it comes last.
findings check_at_rest(simulated_world& world);

} // namespace baedal::simulation
