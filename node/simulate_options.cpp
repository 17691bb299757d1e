#include "node/simulate_options.hpp"

#include "node/number_options.hpp"

namespace baedal::node {

namespace {

/// "7" or "1..200".
result<seed_range> parse_seeds(const std::string& text) {
  const auto dots = text.find("..");
  const auto first = parse_number(text.substr(0, dots), {});
  const auto last = dots == std::string::npos ? first : parse_number(text.substr(dots + 2), {});
  if (!first || !last || *first > *last)
    return refusal{errc::value_invalid, "write a seed, or FIRST..LAST"};
  return seed_range{*first, *last};
}

result<seed_range> parse_seed(const std::string& text) {
  const auto seed = parse_number(text, {});
  if (!seed)
    return refusal{errc::value_invalid, "write a seed"};
  return seed_range{*seed, *seed};
}

} // namespace

void add_simulate(const option_set& root, simulate_settings& to) {
  const auto add = root.subcommand(
    "simulate", "Run whole nodes in virtual time, with faults, and check what must hold",
    "BAEDAL_SIMULATE_");
  add.parsed({"seeds", "FIRST..LAST", "one world for each", "1..100"}, into(to.seeds, parse_seeds));
  add.parsed({"seed", "NUMBER", "the world of this seed: as --seeds NUMBER"},
             into(to.seeds, parse_seed));
  add.parsed({"minutes", "MINUTES", "of virtual time in each world", "10"},
             number(to.minutes, {1, 1440}));
  add.text({"faults", "FILE", "JSON: which troubles and failpoints, how many orders", "all"},
           to.faults);
  add.parsed({"jobs", "NUMBER", "processes", "1"}, number(to.jobs, {1, 256}));
  add.text({"json", "FILE", "write the results there"}, to.json);
  add.text({"compare", "FILE", "fail unless all worlds are those of these results, to the message"},
           to.compare);
  add.text({"revision", "ID", "of the sources, to stand in the results"}, to.revision);
  add.parsed({"live-orders", "NUMBER", "keep so many orders alive all the time; 0: as drawn", "0"},
             number(to.live_orders, {0, 10'000}));
  add.parsed({"shrink", "TRIALS", "to make the first failing world smaller; 0: do not", "200"},
             number(to.shrink, {0, 100'000}));
  add.text({"plan", "FILE", "run the world in this file instead of seeds"}, to.plan);
  add.text({"keep", "FILE", "write the smallest failing world there, for --plan"}, to.keep);
  add.flag("trace", "print every message of the first seed, and stop", to.trace);
  add.flag("sagas", "kill twice at every step of orders' sagas, chosen from the seeds", to.sagas);
  add.flag("points", "list the failpoints, and stop", to.points);
}

result<unit> check(const simulate_settings& how) {
  const bool one = how.trace || !how.plan.empty();
  if (how.sagas
      && (one || !how.faults.empty() || !how.json.empty() || !how.keep.empty()
          || !how.compare.empty() || how.live_orders > 0))
    return refusal{errc::value_invalid, "--sagas takes --seeds and --jobs only"};
  if (one && !how.compare.empty())
    return refusal{errc::value_invalid, "--compare is for worlds of --seeds, not for one alone"};
  return unit{};
}

} // namespace baedal::node
