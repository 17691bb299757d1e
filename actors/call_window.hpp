#pragma once

#include "domain/time.hpp"

#include <array>
#include <cstdint>

namespace baedal::actors {

/// How calls ended. A slow one may have failed as well.
struct call_counts {
  std::uint64_t calls = 0;
  std::uint64_t failed = 0;
  std::uint64_t slow = 0;

  call_counts& operator+=(const call_counts& more);
  /// Whether at least so many of a hundred failed; false without calls.
  [[nodiscard]] bool failed_at_least(std::uint32_t percent) const;
  [[nodiscard]] bool slow_at_least(std::uint32_t percent) const;

  friend bool operator==(const call_counts&, const call_counts&) = default;
};

/// Counts of the last while, forgotten a tenth at a time.
class call_window {
public:
  explicit call_window(std::chrono::milliseconds length);

  void add(bool failed, bool slow, instant now);
  [[nodiscard]] call_counts within(instant now) const;
  void clear();

private:
  struct bucket {
    std::int64_t number = 0; ///< of the tenth, since the epoch
    call_counts counts;
  };
  [[nodiscard]] std::int64_t number_of(instant now) const;

  std::chrono::milliseconds tenth_;
  std::int64_t newest_ = 0;
  std::array<bucket, 10> buckets_{};
};

} // namespace baedal::actors
