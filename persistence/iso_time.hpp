#pragma once

#include "domain/time.hpp"

#include <date/date.h>

namespace baedal::persistence {

/// A time as public data has it, of UTC: "2024-05-01T12:00:00.000Z".
inline std::string iso_8601(instant at) {
  return date::format("%FT%TZ", at);
}

} // namespace baedal::persistence
