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
  double live_orders = 0;                        ///< on average, where the rules ask for a number
  std::uint64_t trace_hash = 0;                  ///< of all traces, whatever their order
  std::map<std::uint64_t, std::uint64_t> traces; ///< trace hashes, by seed
  point_counts points;
  std::vector<verdict> failed; ///< by seed

  void add(const verdict& one);
};

/// What else a result file tells of a run.
struct run_facts {
  std::string revision; ///< of the sources, as the caller names it
  double seconds = 0;   ///< real ones
};

/// Failpoints of the program, or of the rules where these name some, that never fired.
std::vector<std::string> never_fired(const summary& all, const plan_rules& rules = {});

/// A verdict as one line of JSON, and back.
std::string to_line(const verdict& one);
result<verdict> from_line(const std::string& line);

/// The summary as a JSON document. Each seed's trace hash is in it where the run had at most
/// `most_traces` seeds.
std::string to_json(const summary& all, const plan_rules& rules, const run_facts& facts);
inline constexpr std::size_t most_traces = 1'000;

/// The trace hashes in such a document, by seed. Refused with the reason where there are none.
result<std::map<std::uint64_t, std::uint64_t>> read_traces(const std::string& document);

/// The coverage table: each failpoint, how often it was come by and how often it fired.
void print_points(const summary& all, std::ostream& out);

/// What was violated, with the newest events of each entity, and the command that replays it.
void print_violation(const verdict& one, const std::string& replay, std::ostream& out);

} // namespace baedal::simulation
