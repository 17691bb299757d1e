#pragma once

#include "domain/time.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace baedal::actors {

/// How many messages may be taken up: so many a second, and at most a second's worth at once, or
/// what makes one for each carrier.
class message_budget {
public:
  message_budget(std::uint32_t per_second, std::size_t carriers)
    : per_second_(per_second), most_(std::max(per_second_, static_cast<double>(carriers))) {
    // nop
  }

  /// What there is at this time. Times that go back add nothing.
  std::size_t at(instant now) {
    if (refilled_ && now > *refilled_)
      left_ += per_second_ * static_cast<double>((now - *refilled_).count()) / 1'000.0;
    left_ = std::min(most_, left_);
    refilled_ = now;
    return static_cast<std::size_t>(std::max(left_, 0.0));
  }

  void spend_one() { left_ -= 1; }

private:
  double per_second_;
  double most_;
  double left_ = 0;
  std::optional<instant> refilled_;
};

} // namespace baedal::actors
