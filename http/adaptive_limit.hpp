#pragma once

#include <chrono>
#include <cstddef>

namespace baedal::http {

/// How many requests may be worked on at once, learnt from how long they take: additive increase,
/// multiplicative decrease. Where more than a tenth of the requests that ended in a period took
/// longer than wanted, a fifth fewer are let in; where the limit was reached and they did not, some
/// more. Without a clock: time is passed in.
class adaptive_limit {
public:
  using clock = std::chrono::steady_clock;

  struct bounds {
    std::size_t least = 8;                   ///< never fewer; at least 1
    std::size_t most = 192;                  ///< never more; where it begins
    std::chrono::milliseconds target{2'000}; ///< a request that takes longer is late
  };

  explicit adaptive_limit(bounds within) : within_(within), limit_(within.most) {
    // nop
  }

  [[nodiscard]] std::size_t limit() const { return limit_; }

  /// One has ended. `under_way` counts it in.
  void learn(clock::duration took, std::size_t under_way, clock::time_point now);

private:
  void close_period(clock::time_point now);

  bounds within_;
  std::size_t limit_;
  clock::time_point begun_{}; ///< of the present period
  std::size_t ended_ = 0;     ///< in it
  std::size_t late_ = 0;
  std::size_t peak_ = 0; ///< under way at once
};

} // namespace baedal::http
