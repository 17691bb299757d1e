#include "http/adaptive_limit.hpp"

#include <algorithm>

namespace baedal::http {

namespace {

/// Long enough for a change to show its effect, short enough to follow a load; and with too few
/// requests in it nothing is learnt.
constexpr std::chrono::milliseconds period{250};
constexpr std::size_t enough = 20;

} // namespace

void adaptive_limit::learn(clock::duration took, std::size_t under_way, clock::time_point now) {
  if (ended_ == 0)
    begun_ = now;
  ++ended_;
  late_ += took > within_.target ? 1 : 0;
  peak_ = std::max(peak_, under_way);
  if (ended_ >= enough && now - begun_ >= period)
    close_period(now);
}

void adaptive_limit::close_period(clock::time_point now) {
  if (late_ * 10 > ended_) {
    const auto used = std::min(limit_, peak_); // A limit that nobody reaches holds nobody back.
    limit_ = std::max(within_.least, used - std::max<std::size_t>(used / 5, 1));
  } else if (peak_ >= limit_) {
    limit_ = std::min(within_.most, limit_ + std::max<std::size_t>(limit_ / 20, 1));
  }
  begun_ = now;
  ended_ = late_ = peak_ = 0;
}

} // namespace baedal::http
