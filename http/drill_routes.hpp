#pragma once

#include "http/api.hpp"

namespace baedal::http {

/// Failpoints and suspended branches. Without a door every one of them answers 403
/// `drills_not_allowed`.
std::vector<route> drill_routes(std::optional<drill_door> drills);

} // namespace baedal::http
