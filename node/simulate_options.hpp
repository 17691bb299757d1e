#pragma once

#include "node/command_parser.hpp"
#include "node/settings.hpp"

namespace baedal::node {

void add_simulate(const option_set& root, simulate_settings& to);

/// What no single option can see.
result<unit> check(const simulate_settings& how);

} // namespace baedal::node
