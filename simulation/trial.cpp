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
  out.requests = world.people().history().asked<order>().size();
  out.starts = world.starts();
  out.breakers_opened = world.breakers_opened();
  std::tie(out.put_off, out.paid_later) = world.payments_put_off();
  out.lived = world.still().lived();
  out.live_orders = world.live_orders();
  out.points = world.points();
}

std::string time_of(instant when) {
  return std::to_string(when.time_since_epoch().count());
}

void listen(simulated_world& world, const tracer& trace) {
  world.still().on_step = [&trace](const step_seen& step) {
    trace(time_of(step.at) + " actor " + std::to_string(step.actor) + ' ' + step.name + ": "
          + step.message);
  };
  world.still().on_note = [&trace, &world](std::string_view what) {
    trace(time_of(world.still().now()) + " -- " + std::string{what});
  };
}

void tell_stories(const simulated_world& world, findings& found) {
  for (auto& each : found) {
    const auto& story = world.journal().story_of(each.entity);
    each.story.assign(story.begin(), story.end());
  }
}

} // namespace

verdict try_plan(const plan& what, const tracer& trace) {
  verdict out;
  out.seed = what.seed;
  simulated_world world{what};
  if (trace)
    listen(world, trace);
  try {
    world.run();
    summarize(world, out);
    out.found = world.found().empty() ? check_at_rest(world) : world.found();
  } catch (const std::exception& broken) {
    summarize(world, out);
    out.found.push_back({"crash", "simulation", broken.what(), world.still().now(), {}});
  }
  world.still().on_step = nullptr;
  world.still().on_note = nullptr;
  tell_stories(world, out.found);
  return out;
}

} // namespace baedal::simulation
