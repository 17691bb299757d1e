#pragma once

#include "actors/call_window.hpp"
#include "domain/breaker.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace baedal::actors {

/// When a circuit breaker opens, for how long, and what closes it again.
struct breaker_settings {
  std::chrono::milliseconds window{10'000}; ///< calls that ended longer ago count no more
  std::uint32_t least_calls = 20;           ///< in the window; with fewer it stays closed
  std::uint32_t error_percent = 50;         ///< so many of them failed: it opens (1 to 100)
  std::uint32_t slow_percent = 50;          ///< so many of them were slow: it opens (1 to 100)
  std::chrono::milliseconds slow{500};      ///< a call that took so long is slow, failed or not
  std::chrono::milliseconds open{5'000};    ///< how long nobody is let through
  std::uint32_t probes = 5;                 ///< calls that are then let through, and decide

  friend bool operator==(const breaker_settings&, const breaker_settings&) = default;
};

/// How many changes of state are remembered.
inline constexpr std::size_t most_changes = 20;

/// One change of state, and why, for people.
struct breaker_change {
  std::uint64_t round = 0; ///< 1, 2, 3 … since the breaker was made
  instant at{};
  breaker_state from = breaker_state::closed;
  breaker_state to = breaker_state::closed;
  std::string why;
};

/// The leave to make one call. It is handed back with the call's result, or unused.
struct breaker_permit {
  std::uint64_t round = 0; ///< grows with each change of state: a late result counts no more
};

/// A circuit breaker (M. Nygard, "Release It!"), as a state machine without a clock.
///
/// Closed: all calls pass, and their results are counted over a rolling window. Once enough of them
/// failed or were slow it is open: no call passes for a while. Then it is half open: a few calls
/// pass, and as soon as it is certain what they come to, it closes or opens again.
///
/// A clock that is set back shortens the memory, and never lengthens the time it stays open.
class circuit_breaker {
public:
  circuit_breaker(breaker_settings how, instant now);

  /// Leave to call now; nothing where the call must not be made.
  std::optional<breaker_permit> admit(instant now);

  /// What a call came to that had leave.
  void record(breaker_permit leave, bool failed, std::chrono::milliseconds took, instant now);

  /// A call that had leave was not made, or nobody will tell what became of it.
  void give_back(breaker_permit leave);
  /// The same for all calls that have not ended.
  void give_all_back();

  [[nodiscard]] bool is_slow(std::chrono::milliseconds took) const { return took >= how_.slow; }
  /// Whether `admit` would give leave.
  [[nodiscard]] bool is_passable(instant now);
  /// How long it takes until a call may pass again; zero where one may pass now.
  [[nodiscard]] std::chrono::milliseconds until_passable(instant now);

  [[nodiscard]] breaker_state state(instant now);
  [[nodiscard]] instant since() const { return since_; }
  /// What is counted in the present state: closed, the window; half open, the calls let through.
  [[nodiscard]] call_counts counts(instant now) const;
  /// The newest changes of state, oldest first, at most `most_changes`; and how many there were.
  [[nodiscard]] const std::deque<breaker_change>& changes() const { return changes_; }
  [[nodiscard]] std::uint64_t changed() const { return round_; }

private:
  void look(instant now);
  void judge_window(instant now);
  void judge_probes(instant now);
  void change(breaker_state to, instant now, std::string why);

  breaker_settings how_;
  breaker_state state_ = breaker_state::closed;
  instant since_;
  instant try_at_{};              ///< open: when it becomes half open
  call_window window_;            ///< closed
  call_counts probed_;            ///< half open
  std::uint32_t let_through_ = 0; ///< half open
  std::uint64_t round_ = 0;
  std::deque<breaker_change> changes_;
};

} // namespace baedal::actors
