#pragma once

#include "http/adaptive_limit.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace baedal::http {

/// How many requests are let in, and how long others wait.
struct intake_settings {
  std::size_t least = 8;                   ///< let in at once, whatever they take
  std::size_t most = 192;                  ///< let in at once, at best
  std::size_t places = 192;                ///< let in and waiting together
  std::chrono::milliseconds target{2'000}; ///< they are to be answered within it
  std::chrono::milliseconds wait{200};     ///< at most, for a permit
};

/// Who may go on, who waits, in order, and who is turned away. Without a clock and without locks.
class intake_queue {
public:
  using clock = adaptive_limit::clock;
  using ticket = std::uint64_t;

  enum class verdict : std::uint8_t { goes_on, waits, turned_away };
  struct entry {
    verdict what = verdict::turned_away;
    ticket number = 0; ///< of one that waits
  };

  explicit intake_queue(intake_settings how);

  entry enter(clock::time_point now);

  /// One that went on has ended after so long. Those who waited and may go on now.
  std::vector<ticket> leave(clock::duration took, clock::time_point now);

  /// Those who have waited long enough: they are turned away.
  std::vector<ticket> expire(clock::time_point now);
  [[nodiscard]] std::optional<clock::time_point> next_expiry() const;

  [[nodiscard]] std::size_t limit() const { return limit_.limit(); }
  [[nodiscard]] std::size_t under_way() const { return under_way_; }
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

private:
  struct waiter {
    ticket number;
    clock::time_point until;
  };

  intake_settings how_;
  adaptive_limit limit_;
  std::size_t under_way_ = 0;
  std::deque<waiter> waiting_;
  ticket last_ = 0;
};

} // namespace baedal::http
