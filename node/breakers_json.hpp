#pragma once

#include "actors/shared_breaker.hpp"

#include <string>
#include <vector>

namespace baedal::node {

/// The circuit breakers as the operator sees them: {"breakers":[{"name", "state", …}]}.
std::string breakers_json(const std::vector<actors::breaker_report>& breakers);

} // namespace baedal::node
