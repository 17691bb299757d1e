#include "node/simulate_command.hpp"

#include "failpoints/failpoint.hpp"
#include "node/progress_report.hpp"
#include "node/saga_command.hpp"
#include "node/simulation_jobs.hpp"
#include "simulation/plan_file.hpp"
#include "simulation/shrinking.hpp"
#include "simulation/text_file.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace baedal::node {

namespace {

using simulation::plan_rules;
using simulation::summary;
using simulation::verdict;

/// Fewer seeds than this may well miss a failpoint: see docs/simulation.md.
constexpr std::uint64_t enough_to_cover = 100;

int list_points(std::ostream& out) {
  for (const auto& point : failpoints::all())
    out << std::left << std::setw(34) << point.name << ' ' << point.meaning << '\n';
  return 0;
}

result<plan_rules> rules_of(const simulate_settings& how) {
  plan_rules rules;
  rules.lasts = how.minutes;
  rules.live_orders = how.live_orders;
  if (how.faults.empty())
    return rules;
  const auto text = simulation::text_of_file(how.faults);
  auto read = text ? simulation::read_rules(*text, rules) : result<plan_rules>{text.error()};
  if (!read)
    return refusal{errc::value_invalid, "--faults: " + read.error().detail};
  return read;
}

/// The one world to look at closely: of a file, or of the first seed.
result<simulation::plan> plan_of(const simulate_settings& how, const plan_rules& rules) {
  if (how.plan.empty())
    return simulation::draw_plan(how.seeds.first, rules);
  const auto text = simulation::text_of_file(how.plan);
  auto read = text ? simulation::read_plan(*text) : result<simulation::plan>{text.error()};
  if (!read)
    return refusal{errc::value_invalid, "--plan: " + read.error().detail};
  return read;
}

/// The command that lives this world again, message by message.
std::string replay_of(std::uint64_t seed, const simulate_settings& how) {
  if (!how.plan.empty())
    return "baedal simulate --plan " + how.plan + " --trace";
  auto command = "baedal simulate --seeds " + std::to_string(seed) + " --minutes "
                 + std::to_string(how.minutes.count());
  if (!how.faults.empty())
    command += " --faults " + how.faults;
  if (how.live_orders > 0)
    command += " --live-orders " + std::to_string(how.live_orders);
  return command + " --trace";
}

/// One world: its plan, every message of it if asked for, and what was violated.
int run_one(const simulation::plan& what, const simulate_settings& how, std::ostream& out) {
  for (const auto& line : simulation::describe(what))
    out << "# " << line << '\n';
  simulation::tracer tell;
  if (how.trace)
    tell = [&out](const std::string& line) { out << line << '\n'; };
  const auto seen = simulation::try_plan(what, tell);
  out << "# trace hash " << std::hex << seen.trace_hash << std::dec << ", " << seen.steps
      << " messages\n";
  if (!seen.found.empty())
    simulation::print_violation(seen, replay_of(what.seed, how), out);
  return seen.found.empty() ? 0 : 1;
}

/// What is left of the first failing world when everything that does not matter is taken away.
void show_smallest(const verdict& failed, const plan_rules& rules, const simulate_settings& how,
                   std::ostream& out, std::ostream& err) {
  const std::size_t trials = how.shrink;
  if (trials == 0)
    return;
  progress_report progress{"shrinking", style_for(err), err};
  const auto small =
    simulation::shrink(simulation::draw_plan(failed.seed, rules), failed.found.front().invariant,
                       trials, [&](std::size_t done, const simulation::plan&) {
                         progress.show(std::min(done, trials), trials);
                       });
  out << "smallest world found that violates " << failed.found.front().invariant << ":\n";
  for (const auto& line : simulation::describe(small))
    out << "    " << line << '\n';
  for (const auto& each : simulation::try_plan(small).found)
    for (const auto& line : each.story)
      out << "      " << line << '\n';
  if (!how.keep.empty() && !simulation::write_file(how.keep, simulation::to_json(small)))
    err << "baedal simulate: cannot write " << how.keep << '\n';
}

void print_totals(const summary& all, double seconds, std::ostream& out) {
  const auto simulated = static_cast<double>(all.lived.count()) / 1000;
  out << all.seeds << " worlds, " << all.failed.size() << " failed; " << all.orders << " orders, "
      << all.requests << " requests, " << all.commits << " commits, " << all.starts
      << " process starts, breakers opened " << all.breakers_opened << " times, " << all.put_off
      << " payments put off, " << all.paid_later << " of them paid later, " << all.steps
      << " messages\n"
      << std::fixed << std::setprecision(0) << simulated << " simulated seconds in " << seconds
      << " s: " << simulated / std::max(seconds, 0.001) << " to 1\n"
      << "trace hash " << std::hex << all.trace_hash << std::dec << '\n';
  if (all.live_orders > 0)
    out << std::setprecision(1) << all.live_orders << " orders alive on average\n";
}

/// Whether every world was, message by message, the one that another build lived.
bool is_same(const simulate_settings& how, const summary& all, std::ostream& out,
             std::ostream& err) {
  if (how.compare.empty())
    return true;
  const auto text = simulation::text_of_file(how.compare);
  const auto wanted = text ? simulation::read_traces(*text)
                           : result<std::map<std::uint64_t, std::uint64_t>>{text.error()};
  if (!wanted) {
    err << "baedal simulate: --compare: " << wanted.error().detail << '\n';
    return false;
  }
  std::size_t same = 0;
  for (const auto& [seed, hash] : all.traces) {
    const auto other = wanted->find(seed);
    if (other != wanted->end() && other->second == hash)
      ++same;
    else
      out << "seed " << seed << " is another world than in " << how.compare << '\n';
  }
  out << same << " of " << all.traces.size() << " worlds are the same\n";
  return same == all.traces.size();
}

int judge(const simulate_settings& how, const plan_rules& rules, const summary& all,
          std::ostream& out, std::ostream& err) {
  constexpr std::size_t most_shown = 5;
  for (std::size_t i = 0; i < std::min(all.failed.size(), most_shown); ++i)
    simulation::print_violation(all.failed[i], replay_of(all.failed[i].seed, how), out);
  if (!all.failed.empty())
    show_smallest(all.failed.front(), rules, how, out, err);
  const bool covers = all.seeds >= enough_to_cover && rules.kinds == simulation::all_troubles()
                      && rules.points && rules.live_orders == 0
                      && rules.calm <= plan_rules{}.calm;
  const auto missing = covers ? simulation::never_fired(all, rules) : std::vector<std::string>{};
  for (const auto& name : missing)
    out << "failpoint " << name << " never fired\n";
  const bool same = is_same(how, all, out, err);
  return all.failed.empty() && missing.empty() && same ? 0 : 1;
}

} // namespace

int run_simulate(const simulate_settings& how, std::ostream& out, std::ostream& err) {
  if (how.points)
    return list_points(out);
  if (how.sagas)
    return run_saga_map(how, out, err);
  const auto rules = rules_of(how);
  if (!rules) {
    err << "baedal simulate: " << rules.error().detail << '\n';
    return usage_error.value;
  }
  if (how.trace || !how.plan.empty()) {
    if (const auto what = plan_of(how, *rules))
      return run_one(*what, how, out);
    else
      err << "baedal simulate: " << what.error().detail << '\n';
    return usage_error.value;
  }
  const auto begun = std::chrono::steady_clock::now();
  progress_report progress{"seeds", style_for(err), err};
  const auto asked = how.seeds.last - how.seeds.first + 1;
  const auto all = run_jobs(
    how.seeds, how.jobs,
    [&](std::uint64_t seed) { return simulation::try_plan(simulation::draw_plan(seed, *rules)); },
    [&](const summary& now) { progress.show(now.seeds, asked); });
  if (!all) {
    err << "baedal simulate: " << all.error().detail << '\n';
    return 1;
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  simulation::print_points(*all, out);
  print_totals(*all, took.count(), out);
  if (!how.json.empty()
      && !simulation::write_file(
        how.json, simulation::to_json(*all, *rules, {how.revision, took.count()}))) {
    err << "baedal simulate: cannot write " << how.json << '\n';
    return 1;
  }
  return judge(how, *rules, *all, out, err);
}

} // namespace baedal::node
