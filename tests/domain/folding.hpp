#pragma once

#include "domain/result.hpp"
#include "domain/time.hpp"

#include <catch2/catch.hpp>

#include <vector>

namespace baedal::test {

inline constexpr instant noon{std::chrono::hours{24 * 365 * 55}};

/// A state that obeys: every command is decided, and what it causes is folded in at once.
template <class State, class Command, class Event>
class obedient {
public:
  /// The events that a command causes, already folded in; a refusal fails the test.
  std::vector<Event> obeys(const Command& command) {
    auto decision = decide(state, command, noon);
    REQUIRE(decision);
    for (const auto& event : *decision)
      evolve(state, event, noon);
    return std::move(*decision);
  }

  /// Why a command is refused; `errc::none` where it is not.
  refusal refuses(const Command& command) const {
    const auto decision = decide(state, command, noon);
    return decision ? refusal{} : decision.error();
  }

  State state;
};

} // namespace baedal::test
