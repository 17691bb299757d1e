#include "simulation/plan.hpp"

#include "failpoints/failpoint.hpp"
#include "simulation/dice.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

using std::chrono::milliseconds;

enum purpose : std::uint64_t { for_conditions, for_acts, for_troubles, for_points, for_gateway };

constexpr std::array act_words{"place", "go_on", "meddle", "look", "tend_store", "tend_rider"};
constexpr std::array trouble_words{"kill_node",     "kill_branch", "stop_database",
                                   "upset_gateway", "clock_jumps", "upset_receivers",
                                   "second_owner"};

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
std::vector<act> draw_acts(std::uint64_t seed, const plan_rules& rules) {
  dice draw{seed};
  const milliseconds lasts = rules.lasts;
  std::vector<act> acts;
  const auto add = [&](act_kind kind, milliseconds at) {
    if (at <= lasts)
      acts.push_back({at, kind, draw.number()});
  };
  for (auto left = draw.between(rules.fewest_orders, rules.most_orders); left > 0; --left) {
    auto at = somewhen(draw, lasts);
    add(act_kind::place, at);
    for (auto steps = draw.between(2, 16); steps > 0; --steps) {
      at += milliseconds{draw.between(20, 30'000)};
      add(draw.percent(12) ? act_kind::meddle
                           : (draw.percent(15) ? act_kind::look : act_kind::go_on),
          at);
    }
    if (draw.percent(10))
      add(draw.percent(50) ? act_kind::tend_store : act_kind::tend_rider, somewhen(draw, lasts));
  }
  sort_by_time(acts);
  return acts;
}

std::vector<trouble> draw_troubles(std::uint64_t seed, const plan_rules& rules) {
  dice draw{seed};
  std::vector<trouble> troubles;
  for (const auto kind : rules.kinds) {
    if (draw.percent(40))
      continue; // Some worlds are spared some kinds, so that others can unfold.
    for (auto left = draw.between(0, rules.most_troubles); left > 0; --left)
      troubles.push_back({somewhen(draw, rules.lasts), kind,
                          milliseconds{draw.between(10, draw.percent(20) ? 90'000 : 5'000)},
                          draw.number()});
  }
  sort_by_time(troubles);
  return troubles;
}

std::map<std::string, unsigned> draw_points(std::uint64_t seed, const plan_rules& rules) {
  dice draw{seed};
  std::map<std::string, unsigned> points;
  if (!rules.points || draw.percent(15))
    return points;
  const auto& only = rules.only_points;
  for (const auto& point : failpoints::all()) {
    const auto chance = static_cast<unsigned>(draw.between(1, draw.percent(25) ? 2'000 : 100));
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

plan draw_plan(std::uint64_t seed, const plan_rules& rules) {
  dice draw{seed_for(seed, for_conditions)};
  plan all;
  all.seed = seed;
  all.lasts = rules.lasts;
  all.calls.longest = milliseconds{draw.percent(30) ? draw.between(0, 400) : draw.between(0, 20)};
  all.idle =
    milliseconds{draw.percent(30) ? draw.between(60'000, 180'000) : draw.between(1'000, 30'000)};
  all.snapshot_every = static_cast<std::uint64_t>(draw.between(1, 3));
  all.acts = draw_acts(seed_for(seed, for_acts), rules);
  all.troubles = draw_troubles(seed_for(seed, for_troubles), rules);
  all.points = draw_points(seed_for(seed, for_points), rules);
  dice at_gateway{seed_for(seed, for_gateway)};
  all.breaker = draw_breaker(at_gateway);
  all.gateway_workers = static_cast<std::uint64_t>(at_gateway.between(2, 16));
  if (draw.percent(8)) { // Calm.
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
