#include "node/saga_command.hpp"

#include "node/progress_report.hpp"
#include "node/simulation_jobs.hpp"
#include "simulation/saga_map.hpp"

#include <ostream>

namespace baedal::node {

namespace {

using simulation::saga;
using simulation::summary;
using simulation::verdict;

struct totals {
  std::size_t steps = 0;
  std::uint64_t kills = 0;
  std::size_t broken = 0;
};

/// Kills at the step that stands at this place, counted from 1 as run_jobs does.
verdict try_step(const saga& life, std::uint64_t place) {
  auto seen = simulation::kill_twice(life, life.steps[place - 1]);
  verdict out;
  out.seed = place;
  out.starts = seen.kills;
  out.found = std::move(seen.found);
  return out;
}

std::string replay_of(const saga& life) {
  return "baedal simulate --sagas --seeds " + std::to_string(life.what.seed);
}

void print_broken(const saga& life, const summary& seen, std::ostream& out) {
  for (auto failed : seen.failed) {
    const auto& step = life.steps[failed.seed - 1];
    out << "\nstep " << failed.seed << ", " << step.point << " after " << step.after << '\n';
    failed.seed = life.what.seed;
    simulation::print_violation(failed, replay_of(life), out);
  }
}

/// What was violated although nobody was killed.
void print_undisturbed(const saga& life, std::ostream& out) {
  if (life.found.empty())
    return;
  verdict seen;
  seen.seed = life.what.seed;
  seen.found = life.found;
  simulation::print_violation(seen, replay_of(life), out);
}

void print_row(const saga& life, std::uint64_t kills, std::size_t broken, std::ostream& out) {
  out << "| " << life.what.seed << " | ";
  for (const auto& type : life.brings)
    out << type << ' ';
  out << "| " << life.steps.size() << " | " << kills << " | " << broken << " |\n";
}

} // namespace

int run_saga_map(const simulate_settings& how, std::ostream& out, std::ostream& err) {
  progress_report search{"seeds", style_for(err), err};
  const auto wanted = simulation::saga_outcomes();
  const auto lives =
    simulation::choose_sagas(how.seeds.first, how.seeds.last, wanted, [&](std::uint64_t seed) {
      search.show(seed - how.seeds.first + 1, how.seeds.last - how.seeds.first + 1);
    });
  totals all;
  for (const auto& life : lives)
    all.steps += life.steps.size();
  out << "| seed | brings | steps | kills | broken |\n| --- | --- | --- | --- | --- |\n";
  progress_report progress{"steps", style_for(err), err};
  std::size_t before = 0;
  auto missing = wanted;
  for (const auto& life : lives) {
    const auto seen = run_jobs(
      {1, life.steps.size()}, how.jobs,
      [&](std::uint64_t place) { return try_step(life, place); },
      [&](const summary& now) { progress.show(before + now.seeds, all.steps); });
    if (!seen) {
      err << "baedal simulate: " << seen.error().detail << '\n';
      return 1;
    }
    before += life.steps.size();
    all.kills += seen->starts;
    all.broken += seen->failed.size() + life.found.size();
    print_row(life, seen->starts, seen->failed.size() + life.found.size(), out);
    print_undisturbed(life, out);
    print_broken(life, *seen, out);
    std::erase_if(missing, [&](const std::string& type) { return life.brings.contains(type); });
  }
  out << '\n'
      << lives.size() << " sagas, " << all.steps << " steps, " << all.kills << " kills, "
      << all.broken << " broken\n";
  for (const auto& type : missing)
    out << "no life brought " << type << '\n';
  return all.broken == 0 ? 0 : 1;
}

} // namespace baedal::node
