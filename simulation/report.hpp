#pragma once

#include "domain/result.hpp"
#include "simulation/trial.hpp"

#include <iosfwd>

namespace baedal::simulation {

/// What many worlds came to.
struct summary {
  std::uint64_t seeds = 0;
  std::uint64_t steps = 0;
  std::uint64_t commits = 0;
  std::uint64_t events = 0;
  std::uint64_t orders = 0;
  std::uint64_t requests = 0;
  std::uint64_t starts = 0;
  std::uint64_t breakers_opened = 0;
  std::uint64_t put_off = 0;
  std::uint64_t paid_later = 0;
  std::chrono::milliseconds lived{};
  std::uint64_t trace_hash = 0; ///< of all traces, whatever their order
  point_counts points;
  std::vector<verdict> failed; ///< by seed

  void add(const verdict& one);
};

/// Failpoints of the program that never fired.
std::vector<std::string> never_fired(const summary& all);

/// A verdict as one line of JSON, and back.
std::string to_line(const verdict& one);
result<verdict> from_line(const std::string& line);

/// The summary as a JSON document.
std::string to_json(const summary& all, const plan_rules& rules);

/// The coverage table: each failpoint, how often it was come by and how often it fired.
void print_points(const summary& all, std::ostream& out);

/// What was violated, with the newest events of the entity and the command that replays it.
void print_violation(const verdict& one, const plan_rules& rules, std::ostream& out);

/// Rules from a JSON document: {"kinds": ["kill_node", …], "points": ["journal.refused", …],
/// "most_troubles": n, "orders": [fewest, most]}, every member optional. Refused with the member's
/// name where it makes no sense.
result<plan_rules> read_rules(const std::string& document, plan_rules otherwise);

} // namespace baedal::simulation
