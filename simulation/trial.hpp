#pragma once

#include "simulation/simulated_world.hpp"

namespace baedal::simulation {

/// What one world came to.
struct verdict {
  std::uint64_t seed = 0;
  findings found;               ///< empty: all invariants held
  std::uint64_t trace_hash = 0; ///< of every message, commit and answer: the same for ever
  std::uint64_t steps = 0;      ///< messages handled
  std::uint64_t commits = 0;
  std::uint64_t events = 0;
  std::uint64_t orders = 0; ///< tried to place
  std::uint64_t requests = 0;
  std::uint64_t starts = 0;          ///< processes
  std::uint64_t breakers_opened = 0; ///< times
  std::uint64_t put_off = 0;         ///< orders whose payment was put off
  std::uint64_t paid_later = 0;      ///< of them
  std::chrono::milliseconds lived{}; ///< virtual, without the hours of machines that stood still
  double live_orders = 0;            ///< on average, where the plan asks for a number
  point_counts points;
};

/// Hears of each message as it is handled, and of commits, answers and faults: a line of text each.
using tracer = std::function<void(const std::string&)>;

/// Lives one plan through and checks it. Never throws: what goes wrong in the attempt itself is a
/// finding, too.
verdict try_plan(const plan& what, const tracer& trace = {});

} // namespace baedal::simulation
