#pragma once

#include "http/api.hpp"

namespace baedal::http {

/// Probes, metrics, the live tree, the contract, and a page with links to all of it.
std::vector<route> ops_routes(ops_door ops);

} // namespace baedal::http
