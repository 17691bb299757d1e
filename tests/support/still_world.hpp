#pragma once

#include "simulation/still_world.hpp"

namespace baedal::test {

using simulation::still_world;

/// The seed of a property test: BAEDAL_SEED if set, else `otherwise`. Print it with INFO.
std::uint64_t seed_or(std::uint64_t otherwise);

} // namespace baedal::test
