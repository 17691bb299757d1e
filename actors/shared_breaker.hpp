#pragma once

#include "actors/circuit_breaker.hpp"
#include "actors/world.hpp"

#include <mutex>

namespace baedal::actors {

/// What a breaker shows of itself at one moment.
struct breaker_report {
  std::string name;
  breaker_state state = breaker_state::closed;
  instant since{};
  call_counts counts;                      ///< see `circuit_breaker::counts`
  std::chrono::milliseconds retry_after{}; ///< until a call may pass again
  std::uint64_t succeeded = 0;             ///< this and what follows: since the start
  std::uint64_t failed = 0;
  std::uint64_t slow = 0;
  std::uint64_t not_permitted = 0;
  std::uint64_t opened = 0;
  std::uint64_t closed = 0;
  std::deque<breaker_change> changes; ///< the newest 20
  std::string run;                    ///< of the process; see `breaker_changed`
};

/// A circuit breaker that outlives the actors which use it, and that any thread may look at. It
/// takes the time by itself, and logs each change of its state.
class shared_breaker {
public:
  shared_breaker(std::string name, breaker_settings how, world& time);

  /// As of `circuit_breaker`; a leave that is not given is counted.
  std::optional<breaker_permit> admit();
  void record(breaker_permit leave, bool failed, std::chrono::milliseconds took);
  void give_back(breaker_permit leave);
  void give_all_back();

  /// Whether a call would be given leave now; one that would not is counted as if it had asked.
  bool lets_pass();
  [[nodiscard]] std::chrono::milliseconds until_passable();
  [[nodiscard]] bool is_closed();
  [[nodiscard]] breaker_report report();

  /// As change 0 how it began, then change after change: the first behind a number that is still
  /// kept. Nothing where there is none.
  [[nodiscard]] breaker_changed beginning() const;
  [[nodiscard]] std::optional<breaker_changed> change_after(std::uint64_t round);

private:
  void tell_changes();

  const std::string name_;
  const std::string run_;
  const instant began_at_;
  world& time_;
  std::mutex mutex_;
  circuit_breaker inner_;
  std::uint64_t told_ = 0; ///< changes logged
  breaker_report totals_;  ///< the counters of it
};

} // namespace baedal::actors
