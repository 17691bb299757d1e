// The program of a mutant: looks for the first simulated world that shows its planted bug.

#include "simulation/plan_file.hpp"
#include "simulation/report.hpp"
#include "simulation/shrinking.hpp"
#include "simulation/text_file.hpp"
#include "tests/simulation/mutants/planted.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <iomanip>
#include <iostream>

namespace {

using namespace baedal::simulation;

struct hunt_settings {
  std::uint64_t first = 1;
  std::uint64_t last = 1000;
  int minutes = 5;
  std::size_t shrink = 0;  ///< trials; 0: leave the world as it is
  std::size_t at_most = 0; ///< items that may be left then; 0: any number
  bool trace = false;
  bool row = false; ///< print a row of the table instead
  std::string keep; ///< file for the world that was found; empty: it is not kept
  std::string plan; ///< file of the one world to look at instead of the seeds'
};

/// Refused where the patch does not say what its worlds are like.
baedal::result<plan_rules> rules_of(const hunt_settings& how) {
  plan_rules rules;
  rules.lasts = std::chrono::minutes{how.minutes};
  return read_rules(std::string{planted.worlds}, rules);
}

void trace(const hunt_settings& how, const plan_rules& rules) {
  const auto what = draw_plan(how.first, rules);
  for (const auto& line : describe(what))
    std::cout << "# " << line << '\n';
  try_plan(what, [](const std::string& line) { std::cout << line << '\n'; });
}

/// Whether the planted bug has to break this invariant.
bool is_expected(std::string_view invariant) {
  auto left = planted.caught_by;
  while (!left.empty()) {
    const auto end = std::min(left.find(", "), left.size());
    if (left.substr(0, end) == invariant)
      return true;
    left.remove_prefix(std::min(end + 2, left.size()));
  }
  return false;
}

/// The first violation that shows the planted bug; null if there is none.
const finding* caught(const verdict& seen) {
  const auto first = std::find_if(seen.found.begin(), seen.found.end(),
                                  [](const finding& each) { return is_expected(each.invariant); });
  return first == seen.found.end() ? nullptr : &*first;
}

/// A row of the table of mutants.
void print_row(const verdict& seen, double seconds) {
  const auto& first = *caught(seen);
  std::cout << "| " << planted.name << " | " << planted.bug << " | " << seen.seed << " | "
            << first.invariant << " | " << first.what.substr(0, 80) << " | " << std::fixed
            << std::setprecision(1) << seconds << " |\n";
}

void print_found(const hunt_settings& how, const verdict& seen, double seconds) {
  std::cout << planted.name << ": found in seed " << seen.seed << " after " << std::fixed
            << std::setprecision(1) << seconds << " s\n";
  for (const auto& each : seen.found)
    std::cout << "  " << each.invariant << " violated by " << each.entity << " at "
              << each.at.time_since_epoch().count() << " ms: " << each.what << '\n';
  for (const auto& line : caught(seen)->story)
    std::cout << "    " << line << '\n';
  std::cout << "  replay: mutant_" << planted.name << " --seeds " << seen.seed << " --minutes "
            << how.minutes << " --trace\n";
}

bool is_kept(const hunt_settings& how, const plan& what) {
  if (how.keep.empty())
    return true;
  const bool done = write_file(how.keep, to_json(what));
  if (!done)
    std::cerr << planted.name << ": cannot write " << how.keep << '\n';
  return done;
}

/// 0 where the smallest world found is small enough.
int shrink_found(const hunt_settings& how, const plan_rules& rules, const verdict& seen) {
  const auto& invariant = caught(seen)->invariant;
  const auto small = shrink(draw_plan(seen.seed, rules), invariant, how.shrink);
  if (!is_kept(how, small))
    return 1;
  const auto left = small.acts.size() + small.troubles.size() + small.points.size();
  std::cout << "  smallest world that violates " << invariant << ", " << left << " items:\n";
  for (const auto& line : describe(small))
    std::cout << "    " << line << '\n';
  for (const auto& each : try_plan(small).found)
    for (const auto& line : each.story)
      std::cout << "      " << line << '\n';
  return how.at_most == 0 || left <= how.at_most ? 0 : 1;
}

int hunt(const hunt_settings& how, const plan_rules& rules) {
  const auto begun = std::chrono::steady_clock::now();
  for (auto seed = how.first; seed <= how.last; ++seed) {
    const auto seen = try_plan(draw_plan(seed, rules));
    if (!caught(seen)) {
      if (!seen.found.empty())
        std::cerr << planted.name << ": seed " << seed << " violates "
                  << seen.found.front().invariant << " instead: " << seen.found.front().what
                  << '\n';
      continue;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    if (how.row)
      print_row(seen, took.count());
    else
      print_found(how, seen, took.count());
    if (how.shrink > 0)
      return shrink_found(how, rules, seen);
    return is_kept(how, draw_plan(seed, rules)) ? 0 : 1;
  }
  std::cerr << planted.name << " survives seeds " << how.first << " to " << how.last << '\n';
  return 1;
}

/// Whether the world in the file still shows the planted bug.
int look_at_kept(const hunt_settings& how) {
  const auto text = text_of_file(how.plan);
  const auto kept = text ? read_plan(*text) : baedal::result<plan>{text.error()};
  if (!kept) {
    std::cerr << planted.name << ": " << how.plan << ": " << kept.error().detail << '\n';
    return 2;
  }
  const auto seen = try_plan(*kept);
  if (caught(seen))
    print_found(how, seen, 0);
  else
    std::cerr << planted.name << " survives the world of " << how.plan << '\n';
  return caught(seen) ? 0 : 1;
}

constexpr auto usage = R"( [--seeds A..B | --plan FILE] [--minutes M]
       [--shrink TRIALS [--at-most ITEMS]] [--row] [--keep FILE] [--trace]
Looks for the first simulated world in which the planted bug breaks an invariant that its patch
names. Exit status 0: found, 1: not found, or more items left than asked for, 2: wrong arguments or
patch.
)";

template <class Number>
bool read_number(const std::string& text, Number& into) {
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, into);
  return read.ec == std::errc{} && read.ptr == end;
}

bool read_seeds(const std::string& text, hunt_settings& how) {
  const auto dots = text.find("..");
  const auto last = dots == std::string::npos ? text : text.substr(dots + 2);
  return read_number(text.substr(0, dots), how.first) && read_number(last, how.last)
         && how.first <= how.last;
}

bool read_arguments(hunt_settings& how, const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--trace" || words[i] == "--row") {
      (words[i] == "--row" ? how.row : how.trace) = true;
      continue;
    }
    if (i + 1 == words.size())
      return false;
    const auto& name = words[i];
    const auto& value = words[++i];
    const bool understood = (name == "--seeds" && read_seeds(value, how))
                            || (name == "--minutes" && read_number(value, how.minutes))
                            || (name == "--shrink" && read_number(value, how.shrink))
                            || (name == "--at-most" && read_number(value, how.at_most))
                            || (name == "--keep" && !(how.keep = value).empty())
                            || (name == "--plan" && !(how.plan = value).empty());
    if (!understood)
      return false;
  }
  return true;
}

} // namespace

int main(int argc, char** argv) {
  hunt_settings how;
  if (!read_arguments(how, {argv + 1, argv + argc})) {
    std::cerr << "usage: mutant_" << planted.name << usage;
    return 2;
  }
  spdlog::set_level(spdlog::level::off);
  if (!how.plan.empty())
    return look_at_kept(how);
  const auto rules = rules_of(how);
  if (!rules) {
    std::cerr << planted.name << ": Worlds: " << rules.error().detail << '\n';
    return 2;
  }
  if (!how.trace)
    return hunt(how, *rules);
  trace(how, *rules);
  return 0;
}
