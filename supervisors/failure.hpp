#pragma once

#include "supervisors/child_spec.hpp"

#include <caf/error.hpp>

#include <cstdint>
#include <string>

namespace baedal::supervisors {

/// Reasons with which supervisors and their helpers end, beside CAF's own. An orderly stop is
/// `user_shutdown`.
enum class failure : std::uint8_t {
  none = 0,
  intensity_exceeded = 1, ///< more restarts than allowed: the next supervisor decides
  start_failed = 2,       ///< a child could not be started while the supervisor itself was starting
  service_failed = 3,     ///< the object behind a service actor reported that it failed
};

caf::error make_error(failure why);
caf::error make_error(failure why, std::string detail);

/// OTP's view of a reason: no reason and an orderly stop are normal, all else is abnormal.
ending ending_of(const caf::error& reason);

/// One line for people.
std::string describe(const caf::error& reason);

} // namespace baedal::supervisors
