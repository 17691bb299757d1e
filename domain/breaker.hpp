#pragma once

#include "domain/order_words.hpp"
#include "domain/result.hpp"
#include "domain/time.hpp"

#include <vector>

namespace baedal {

enum class breaker_state : std::uint8_t { closed, half_open, open };

std::string_view to_string(breaker_state word) noexcept;

/// A circuit breaker went over into another state. It lives in a process, and what counts its
/// changes there is no use to the next one: `run` names that life, `round` the change within it.
/// Round 0 is its beginning, which finds a breaker open that an earlier process left so.
struct breaker_changed {
  std::string name;
  std::string run;
  std::uint64_t round = 0; ///< 1, 2, 3 … within a run; a gap where changes were too many to tell
  breaker_state from = breaker_state::closed;
  breaker_state to = breaker_state::closed;
  std::string why; ///< for people
  instant at{};    ///< when it changed; the event may be written later

  friend bool operator==(const breaker_changed&, const breaker_changed&) = default;
};
using breaker_event = std::variant<breaker_changed>;

/// Writes a change down. One that was written before changes nothing, and neither does the
/// beginning of a run where the last one ended closed.
struct note_breaker_change {
  breaker_changed what;
};
using breaker_command = std::variant<note_breaker_change>;

/// A circuit breaker as the journal has it: what was told of it last.
struct breaker_view {
  std::string name;
  breaker_state state = breaker_state::closed;
  instant since{};
  std::string why;
  std::string run; ///< this and `round`: the change that was written down last
  std::uint64_t round = 0;
  std::uint64_t version = 0;

  friend bool operator==(const breaker_view&, const breaker_view&) = default;
};

/// How far the changes of a run are written down.
struct noted_run {
  std::string run;
  std::uint64_t round = 0;

  friend bool operator==(const noted_run&, const noted_run&) = default;
};

/// Enough for processes that take a journal from each other, until one of them ends.
inline constexpr std::size_t remembered_runs = 8;

struct breaker {
  breaker_view seen;
  std::vector<noted_run> runs; ///< the one that was heard of last comes last
  std::uint64_t version = 0;
  instant last_event_at{};
};

result<std::vector<breaker_event>> decide(const breaker& state, const breaker_command& command,
                                          instant now);
void evolve(breaker& state, const breaker_event& event, instant at);
std::optional<result<breaker_view>> outcome_of(const breaker& state,
                                               const breaker_command& command);
bool is_public(const breaker_event& event);
bool is_visible(const breaker& state);

} // namespace baedal
