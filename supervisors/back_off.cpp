#include "supervisors/back_off.hpp"

#include <algorithm>

namespace baedal::supervisors {

using std::chrono::milliseconds;

back_off_limits limits_for(intensity allowed) {
  back_off_limits limits;
  const auto share = allowed.period / (2 * (static_cast<std::int64_t>(allowed.restarts) + 1));
  limits.longest = std::clamp(share, milliseconds{0}, milliseconds{5000});
  limits.first = std::min(std::max(limits.longest / 16, milliseconds{1}), limits.longest);
  limits.quiet = std::max(allowed.period, milliseconds{1});
  return limits;
}

milliseconds back_off::next(moment now, const chance& draw) {
  if (failures_ > 0 && now - last_ > limits_.quiet)
    failures_ = 0;
  last_ = now;
  if (failures_++ == 0)
    return milliseconds{0};
  auto step = limits_.first;
  for (unsigned i = 2; i < failures_ && step < limits_.longest; ++i)
    step *= 2;
  step = std::min(step, limits_.longest);
  const auto half = static_cast<double>(step.count()) / 2;
  return milliseconds{static_cast<milliseconds::rep>(half + half * draw())};
}

} // namespace baedal::supervisors
