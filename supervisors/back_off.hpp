#pragma once

#include "supervisors/restart_window.hpp"

#include <functional>

namespace baedal::supervisors {

/// A draw from [0, 1).
using chance = std::function<double()>;

/// The first restart is immediate; the second waits about `first`, each later one twice as long,
/// never more than `longest`. After `quiet` without a failure it begins anew.
struct back_off_limits {
  std::chrono::milliseconds first{20};
  std::chrono::milliseconds longest{5000};
  std::chrono::milliseconds quiet{60000};
};

/// Limits under which waiting can never keep a child that fails at once from using up its
/// supervisor's allowance: even all restarts at their longest wait fit into half the period. Steps
/// grow with the period, so that a supervisor with a long one sits out a short outage.
back_off_limits limits_for(intensity allowed);

/// Restart delays of one child, with jitter so that children which failed together do not return
/// together.
class back_off {
public:
  explicit back_off(back_off_limits limits) : limits_(limits) {
    // nop
  }

  /// The wait before the restart that a failure at `now` asks for: between half and all of the
  /// present step.
  std::chrono::milliseconds next(moment now, const chance& draw);

private:
  back_off_limits limits_;
  unsigned failures_ = 0;
  moment last_{};
};

} // namespace baedal::supervisors
