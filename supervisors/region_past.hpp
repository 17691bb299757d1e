#pragma once

#include "supervisors/crash_record.hpp"
#include "supervisors/former_residents.hpp"

#include <cstdint>

namespace baedal::supervisors {

/// What the incarnations of one region hand on to each other. Only `residents` is thread-safe: an
/// incarnation begins after the down message of the one before.
struct region_past {
  explicit region_past(region_limits how = {}) : limits(how), crashes(how) {
    // nop
  }

  const region_limits limits;
  former_residents residents;
  crash_record crashes;         ///< so that a new region knows whom not to wake
  std::int64_t quarantined = 0; ///< this region's share of the node's gauge
};

} // namespace baedal::supervisors
