#include "simulation/plan.hpp"

#include "failpoints/failpoint.hpp"
#include "simulation/dice.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

enum purpose : std::uint64_t { for_conditions, for_acts, for_troubles, for_points, for_gateway };

constexpr std::array act_words{"place",  "go_on",      "meddle",     "look",
                               "browse", "tend_store", "tend_rider", "manage"};
constexpr std::array trouble_words{
  "kill_node",       "kill_branch",  "stop_database",  "upset_gateway", "clock_jumps",
  "upset_receivers", "second_owner", "suspend_branch", "lose_commits",  "suspend_machine"};

template <class Kind, class Words>
std::optional<Kind> named(const Words& words, std::string_view word) {
  const auto known = std::find(words.begin(), words.end(), word);
  return known == words.end() ? std::nullopt
                              : std::optional{static_cast<Kind>(known - words.begin())};
}

template <class Item>
void sort_by_time(std::vector<Item>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.at < b.at; });
}

milliseconds somewhen(dice& draw, milliseconds lasts) {
  return milliseconds{draw.between(0, lasts.count())};
}

/// Orders come over the whole time; each is followed by about as many acts as a life has steps.
/// Some of them are about another order: people mix things up.
std::vector<act> draw_acts(std::uint64_t seed, const plan_rules& rules) {
  dice draw{seed};
  std::vector<act> acts;
  std::vector<std::uint64_t> placed;
  for (auto left = draw.between(rules.fewest_orders, rules.most_orders); left > 0; --left) {
    const auto at = somewhen(draw, rules.lasts);
    auto life = draw_life(draw.number(), at, milliseconds{30'000});
    placed.push_back(life.front().seed);
    for (auto& each : life) {
      if (each.kind != act_kind::place && draw.percent(6))
        each.order = draw.any(placed);
      if (each.at <= rules.lasts)
        acts.push_back(each);
    }
    constexpr std::array others{act_kind::tend_store, act_kind::tend_rider, act_kind::browse,
                                act_kind::manage};
    if (draw.percent(35)) {
      const auto kind = draw.one_of(others);
      const auto then = somewhen(draw, rules.lasts);
      const auto about = draw.any(placed);
      acts.push_back({then, kind, draw.number(), about});
    }
  }
  sort_by_time(acts);
  return acts;
}

milliseconds length_of(trouble_kind kind, dice& draw) {
  if (kind != trouble_kind::suspend_machine)
    return milliseconds{draw.between(10, draw.percent(20) ? 90'000 : 5'000)};
  if (draw.percent(25)) // Late looks end after a day, and obligations are refused after seven.
    return hours{draw.between(20, 3 * 24)};
  if (draw.percent(33))
    return hours{draw.between(7 * 24, 9 * 24)};
  return milliseconds{draw.between(1'000, 7'200'000)};
}

std::vector<trouble> draw_troubles(std::uint64_t seed, const plan_rules& rules) {
  dice draw{seed};
  std::vector<trouble> troubles;
  for (const auto kind : rules.kinds) {
    const bool rare = kind == trouble_kind::suspend_machine;
    if (draw.percent(rare ? 85 : 40))
      continue; // Some worlds are spared some kinds, so that others can unfold.
    for (auto left = draw.between(rare ? 1 : 0, rare ? 2 : rules.most_troubles); left > 0; --left) {
      const auto at = somewhen(draw, rules.lasts);
      const auto lasts = length_of(kind, draw);
      troubles.push_back({at, kind, lasts, draw.number()});
    }
  }
  sort_by_time(troubles);
  return troubles;
}

std::map<std::string, unsigned> draw_points(std::uint64_t seed, const plan_rules& rules) {
  if (!rules.set_points.empty())
    return rules.set_points;
  std::map<std::string, unsigned> points;
  if (!rules.points || dice{seed}.percent(15))
    return points;
  const auto& only = rules.only_points;
  for (const auto& point : failpoints::all()) {
    dice draw{seed_for(seed, hash_of(point.name))}; // A new one changes nothing about the others.
    const auto most = draw.percent(25) ? 2'000 : 100;
    const auto chance = static_cast<unsigned>(draw.between(1, most));
    const bool chosen = draw.percent(50);
    const bool wanted =
      only.empty() || std::find(only.begin(), only.end(), point.name) != only.end();
    if (chosen && wanted)
      points[point.name] = chance;
  }
  return points;
}

/// A breaker that worlds with few orders see open, over calls that often are slow.
actors::breaker_settings draw_breaker(dice& draw) {
  actors::breaker_settings how;
  how.window = milliseconds{draw.between(10'000, 120'000)};
  how.least_calls = static_cast<std::uint32_t>(draw.between(1, 3));
  how.error_percent = static_cast<std::uint32_t>(draw.between(20, 60));
  how.slow_percent = static_cast<std::uint32_t>(draw.between(30, 100));
  how.slow = milliseconds{draw.between(100, 2'000)};
  how.open = milliseconds{draw.between(500, 20'000)};
  how.probes = static_cast<std::uint32_t>(draw.between(1, 3));
  return how;
}

} // namespace

std::string_view to_string(act_kind kind) noexcept {
  return act_words[static_cast<std::size_t>(kind)];
}

std::string_view to_string(trouble_kind kind) noexcept {
  return trouble_words[static_cast<std::size_t>(kind)];
}

std::optional<act_kind> act_named(std::string_view word) noexcept {
  return named<act_kind>(act_words, word);
}

std::optional<trouble_kind> trouble_named(std::string_view word) noexcept {
  return named<trouble_kind>(trouble_words, word);
}

const std::vector<trouble_kind>& all_troubles() {
  static const auto all = [] {
    std::vector<trouble_kind> kinds;
    for (std::size_t i = 0; i < trouble_words.size(); ++i)
      kinds.push_back(static_cast<trouble_kind>(i));
    return kinds;
  }();
  return all;
}

std::string order_placed_by(std::uint64_t seed) {
  constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id{"o-"};
  for (int i = 0; i < 7; ++i, seed >>= 5)
    id += digits[seed & 31];
  return id;
}

std::vector<act> draw_life(std::uint64_t seed, milliseconds at, milliseconds longest_pause) {
  dice draw{seed};
  const auto placing = draw.number();
  std::vector<act> acts{{at, act_kind::place, placing, placing}};
  for (auto steps = draw.between(2, 16); steps > 0; --steps) {
    at += milliseconds{draw.between(20, longest_pause.count())};
    const auto luck = draw.below(100);
    const auto kind = luck < 12   ? act_kind::meddle
                      : luck < 24 ? act_kind::look
                      : luck < 28 ? act_kind::browse
                                  : act_kind::go_on;
    acts.push_back({at, kind, draw.number(), placing});
  }
  return acts;
}

plan draw_plan(std::uint64_t seed, const plan_rules& rules) {
  dice draw{seed_for(seed, for_conditions)};
  plan all;
  all.seed = seed;
  all.lasts = rules.lasts;
  all.calls.longest = milliseconds{draw.percent(30) ? draw.between(0, 400) : draw.between(0, 20)};
  all.idle =
    milliseconds{draw.percent(30) ? draw.between(60'000, 180'000) : draw.between(1'000, 30'000)};
  all.snapshot_every = static_cast<std::uint64_t>(draw.between(1, 3));
  all.region_crashes = draw.percent(40) ? static_cast<std::size_t>(draw.between(3, 20)) : 200;
  all.live_orders = rules.live_orders;
  if (rules.live_orders == 0)
    all.acts = draw_acts(seed_for(seed, for_acts), rules);
  all.troubles = draw_troubles(seed_for(seed, for_troubles), rules);
  all.points = draw_points(seed_for(seed, for_points), rules);
  dice at_gateway{seed_for(seed, for_gateway)};
  all.breaker = draw_breaker(at_gateway);
  all.gateway_workers = static_cast<std::uint64_t>(at_gateway.between(2, 16));
  if (draw.percent(static_cast<unsigned>(rules.calm))) {
    all.troubles.clear();
    all.points.clear();
    all.breaker.slow = 3 * std::max(all.calls.longest, milliseconds{1});
    all.gateway_workers = 16;
  }
  return all;
}

bool is_calm(const plan& what) {
  const bool all_in_time = what.breaker.slow > 2 * what.calls.longest && what.gateway_workers >= 16;
  return what.troubles.empty() && what.points.empty() && all_in_time;
}

} // namespace baedal::simulation
