#pragma once

#include "http/api_parts.hpp"
#include "http/route_table.hpp"

#include <vector>

namespace baedal::http {

/// The operations' view of messages: those of one status, and sending one again.
std::vector<route> notification_routes(const api_parts& parts);

} // namespace baedal::http
