#include "simulation/trial.hpp"

#include "simulation/checkers.hpp"

#include <tuple>

namespace baedal::simulation {

namespace {

void summarize(simulated_world& world, verdict& out) {
  out.trace_hash = world.still().trace_hash();
  out.steps = world.still().steps();
  out.commits = world.journal().commits();
  out.events = world.journal().events();
  out.orders = world.people().tried().size();
  out.requests = world.people().history().orders.size();
  out.starts = world.starts();
  out.breakers_opened = world.breakers_opened();
  std::tie(out.put_off, out.paid_later) = world.payments_put_off();
  out.points = world.points();
}

} // namespace

verdict try_plan(const plan& what, const tracer& trace) {
  verdict out;
  out.seed = what.seed;
  simulated_world world{what};
  const auto begun = world.still().now();
  world.still().on_step = trace;
  try {
    world.run();
    summarize(world, out);
    out.found = check_at_rest(world);
  } catch (const std::exception& broken) {
    summarize(world, out);
    out.found.push_back({"crash", "simulation", broken.what(), world.still().now()});
  }
  world.still().on_step = nullptr;
  out.lived = world.still().now() - begun;
  if (!out.found.empty())
    for (const auto& line : world.journal().story_of(out.found.front().entity))
      out.story.push_back(line);
  return out;
}

} // namespace baedal::simulation
