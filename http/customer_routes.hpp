#pragma once

#include "http/api_parts.hpp"
#include "http/route_table.hpp"

namespace baedal::http {

std::vector<route> customer_routes(const api_parts& parts);

} // namespace baedal::http
