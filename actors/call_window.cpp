#include "actors/call_window.hpp"

#include <algorithm>

namespace baedal::actors {

call_counts& call_counts::operator+=(const call_counts& more) {
  calls += more.calls;
  failed += more.failed;
  slow += more.slow;
  return *this;
}

bool call_counts::failed_at_least(std::uint32_t percent) const {
  return calls > 0 && failed * 100 >= calls * percent;
}

bool call_counts::slow_at_least(std::uint32_t percent) const {
  return calls > 0 && slow * 100 >= calls * percent;
}

call_window::call_window(std::chrono::milliseconds length)
  : tenth_(std::max(length / 10, std::chrono::milliseconds{1})) {
  // nop
}

void call_window::add(bool failed, bool slow, instant now) {
  const auto number = number_of(now);
  if (number < newest_ - 1)
    clear(); // The clock was set back: what it counted lies in its future.
  newest_ = std::max(newest_, number);
  auto& place = buckets_[static_cast<std::size_t>(newest_) % buckets_.size()];
  if (place.number != newest_)
    place = {newest_, {}};
  place.counts += {1, failed ? 1u : 0u, slow ? 1u : 0u};
}

call_counts call_window::within(instant now) const {
  const auto last = std::max(number_of(now), newest_);
  const auto first = last - static_cast<std::int64_t>(buckets_.size());
  call_counts all;
  for (const auto& each : buckets_)
    if (each.number > first)
      all += each.counts;
  return all;
}

void call_window::clear() {
  newest_ = 0;
  buckets_ = {};
}

std::int64_t call_window::number_of(instant now) const {
  return now.time_since_epoch() / tenth_;
}

} // namespace baedal::actors
