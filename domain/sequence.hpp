#pragma once

#include "domain/ids.hpp"
#include "domain/result.hpp"
#include "domain/time.hpp"

#include <optional>
#include <vector>

namespace baedal {

/// A counter that hands out 1, 2, 3 … and never the same number twice (requirements K12). Gaps
/// are allowed.
struct sequence_view {
  std::string name;
  std::uint64_t last = 0; ///< the number just handed out
  std::uint64_t version = 0;

  friend bool operator==(const sequence_view&, const sequence_view&) = default;
};

struct take_number {
  std::string name;
};
/// A counter of its own that remembers one number for ever: the first that it is told. Later ones
/// change nothing.
struct keep_number {
  std::string name;
  std::uint64_t number = 0;
};
using sequence_command = std::variant<take_number, keep_number>;

struct number_taken {
  std::string name;
  std::uint64_t number;

  friend bool operator==(const number_taken&, const number_taken&) = default;
};
using sequence_event = std::variant<number_taken>;

struct sequence {
  sequence_view seen;
  std::uint64_t version = 0;
  instant last_event_at{};
};

result<std::vector<sequence_event>> decide(const sequence& state, const sequence_command& command,
                                           instant now);
void evolve(sequence& state, const sequence_event& event, instant at);
std::optional<result<sequence_view>> outcome_of(const sequence& state,
                                                const sequence_command& command);
bool is_public(const sequence_event& event);
bool is_visible(const sequence& state);

} // namespace baedal
