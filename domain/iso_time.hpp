#pragma once

#include "domain/time.hpp"

#include <string>

namespace baedal {

/// For people and tools, of UTC: "2024-05-01T09:30:00.250Z" (RFC 3339). For the years 0 to 9999.
std::string iso_8601(instant at);

} // namespace baedal
