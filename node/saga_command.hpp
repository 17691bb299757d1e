#pragma once

#include "node/settings.hpp"

namespace baedal::node {

/// `baedal simulate --sagas`: chooses lives of orders that together bring every type of event,
/// writes down every step of each, and kills the process at each step, and its successor again.
/// Prints a row for each saga, and each step whose kills broke an invariant. The exit status: 0 if
/// none did; 1 otherwise. Progress goes to `err`.
int run_saga_map(const simulate_settings& how, std::ostream& out, std::ostream& err);

} // namespace baedal::node
