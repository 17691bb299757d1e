#pragma once

#include "domain/time.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace baedal::actors {

/// How many messages may be taken up: so many a second, and at most a second's worth at once.
class message_budget {
public:
  explicit message_budget(std::uint32_t per_second) : per_second_(per_second) {}

  /// What there is at this time. Times that go back add nothing.
  std::size_t at(instant now) {
    if (refilled_ && now > *refilled_)
      left_ =
        std::min(per_second_,
                 left_ + per_second_ * static_cast<double>((now - *refilled_).count()) / 1'000.0);
    refilled_ = now;
    return static_cast<std::size_t>(std::max(left_, 0.0));
  }

  void spend_one() { left_ -= 1; }

private:
  double per_second_;
  double left_ = 0;
  std::optional<instant> refilled_;
};

} // namespace baedal::actors
