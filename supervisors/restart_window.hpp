#pragma once

#include "supervisors/child_spec.hpp"

#include <chrono>
#include <deque>

namespace baedal::supervisors {

/// Time since the epoch of any one clock; the pure parts of supervision are told the time.
using moment = std::chrono::nanoseconds;

/// Counts restarts as OTP does: a restart is within the period while it is no older than the
/// period.
class restart_window {
public:
  explicit restart_window(intensity allowed) : allowed_(allowed) {
    // nop
  }

  /// Notes a restart at `now`. False when that one is more than the intensity allows.
  bool admit(moment now);

  /// How many restarts would be admitted at `now`.
  [[nodiscard]] unsigned left(moment now) const;

private:
  intensity allowed_;
  std::deque<moment> noted_;
};

} // namespace baedal::supervisors
