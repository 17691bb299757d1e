#include "simulation/saga_map.hpp"

#include "simulation/dice.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// Every failpoint is come by under the eyes of the world, and none fires by itself.
std::map<std::string, unsigned> all_points_watched() {
  std::map<std::string, unsigned> points;
  for (const auto& point : failpoints::all())
    points[point.name] = 0;
  return points;
}

/// How far everything is that survives kill -9: it only grows.
std::uint64_t durable_state(const simulated_world& world) {
  auto all = world.journal().commits();
  for (const auto& [order, account] : world.payments().books())
    all += account.captures.size() + account.refunds.size();
  for (const auto& [id, letter] : world.letters().letters())
    all += static_cast<std::uint64_t>(letter.received);
  for (const auto& [topic, records] : world.events().topics())
    all += records.size();
  return all;
}

/// `hear` learns of the points that a world comes by from the placing on, with their number.
template <class Hear>
void watch_crossings(simulated_world& world, Hear hear) {
  world.watch_points([&world, hear, seen = std::uint64_t{0}](std::string_view point) mutable {
    if (!world.people().tried().empty())
      hear(point, seen++);
  });
}

enum class second_kill : std::uint8_t { at_same_point, at_once };

saga_verdict kill_twice(const saga& life, const saga_step& step, second_kill when) {
  saga_verdict out;
  simulated_world world{life.what};
  std::size_t starts = 0;
  watch_crossings(world, [&](std::string_view point, std::uint64_t number) {
    const bool first = out.kills == 0 && number == step.crossing;
    const bool again =
      out.kills == 1 && world.starts() > starts && world.newest()
      && (when == second_kill::at_once ? world.newest()->ready() : point == step.point);
    if (!first && !again)
      return;
    ++out.kills;
    starts = world.starts();
    world.kill_newest();
  });
  out.found = live_through(world);
  return out;
}

template <class Event, std::size_t... Index>
void add_types(std::set<std::string>& names, std::index_sequence<Index...>) {
  (names.emplace(persistence::type_of(Event{std::variant_alternative_t<Index, Event>{}})), ...);
}

template <class Event>
void add_types(std::set<std::string>& names) {
  add_types<Event>(names, std::make_index_sequence<std::variant_size_v<Event>>{});
}

std::string message_by(carrier by) {
  return "message_by_" + std::string{to_string(by)};
}

/// What stores, riders and customers write without an order.
const std::set<std::string> of_their_own{"store_defined",   "item_defined",  "store_opened",
                                         "store_closed",    "rider_defined", "rider_online",
                                         "rider_offline",   "rider_moved",   "customer_defined",
                                         "personal_erased", "item_retired"};

void add_effects(std::set<std::string>& all, const simulated_world& world) {
  for (const auto& [id, letter] : world.letters().letters())
    all.insert(message_by(letter.by));
  for (const auto& [entity, known] : world.journal().all<order>())
    for (const auto& [version, type] : known.shown)
      if (type == "cooking_started" && known.now.placed->policy.count_dishes_at_cooking_start)
        all.insert("dishes_counted");
}

/// Whether the others bring all that is wanted.
bool is_spare(const std::vector<saga>& all, std::size_t one, const std::set<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& type) {
    for (std::size_t i = 0; i < all.size(); ++i)
      if (i != one && all[i].brings.contains(type))
        return true;
    return false;
  });
}

} // namespace

plan draw_saga_plan(std::uint64_t seed) {
  dice draw{seed};
  plan all;
  all.seed = seed;
  all.lasts = 12min; // Longer than any deadline of an order that nobody goes on with.
  all.calls.longest = 20ms;
  all.idle = 2s;
  all.snapshot_every = 2;
  all.breaker.least_calls = 1;
  all.breaker.error_percent = 20;
  all.breaker.open = 5s;
  all.points = all_points_watched();
  all.acts = draw_life(draw.number(), 1s, 20s);
  for (auto at = 6min; at < all.lasts; at += 1min) // Somebody comes back to it.
    all.acts.push_back({at, act_kind::go_on, draw.number(), all.acts.front().order});
  const auto trouble = draw.below(6);
  if (trouble == 1 || trouble == 2)
    all.troubles.push_back({500ms, trouble_kind::upset_gateway, all.lasts, draw.number()});
  if (trouble == 3)
    all.troubles.push_back({1s, trouble_kind::suspend_branch, 4min, draw.number()});
  if (trouble >= 2 && trouble <= 4)
    all.troubles.push_back({draw.percent(50) ? milliseconds{2min} : all.lasts - 2min,
                            trouble_kind::suspend_machine, std::chrono::hours{8 * 24},
                            draw.number()});
  return all;
}

saga map_saga(const plan& what) {
  saga out;
  out.what = what;
  simulated_world world{what};
  std::set<std::pair<std::uint64_t, std::string>> known;
  std::string newest;
  watch_crossings(world, [&](std::string_view point, std::uint64_t number) {
    if (known.emplace(durable_state(world), point).second)
      out.steps.push_back({std::string{point}, number, newest});
  });
  world.watch_events([&](const persistence::event_row& row) {
    if (world.people().tried().empty())
      return;
    newest = row.type;
    out.brings.insert(row.type);
  });
  out.found = live_through(world);
  add_effects(out.brings, world);
  return out;
}

std::set<std::string> saga_outcomes() {
  std::set<std::string> names;
  add_types<store_event>(names);
  add_types<rider_event>(names);
  add_types<customer_event>(names);
  std::erase_if(names, [](const std::string& type) { return of_their_own.contains(type); });
  add_types<order_event>(names);
  names.insert("dishes_counted");
  for (const auto by : {carrier::alimtalk, carrier::sms, carrier::webhook})
    names.insert(message_by(by));
  return names;
}

std::vector<saga> choose_sagas(std::uint64_t first, std::uint64_t last,
                               std::set<std::string> wanted,
                               const std::function<void(std::uint64_t)>& tell) {
  std::vector<saga> chosen;
  auto missing = wanted;
  for (auto seed = first; seed <= last && !missing.empty(); ++seed) {
    auto life = map_saga(draw_saga_plan(seed));
    const auto taken = std::erase_if(
      missing, [&](const std::string& type) { return life.brings.contains(type); });
    if (taken > 0)
      chosen.push_back(std::move(life));
    if (tell)
      tell(seed);
  }
  std::erase_if(wanted, [&](const std::string& type) { return missing.contains(type); });
  for (auto each = chosen.size(); each-- > 0;) // Later ones often bring what earlier ones did.
    if (is_spare(chosen, each, wanted))
      chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(each));
  return chosen;
}

saga_verdict kill_twice(const saga& life, const saga_step& step) {
  auto seen = kill_twice(life, step, second_kill::at_same_point);
  if (seen.kills == 2 || !seen.found.empty())
    return seen;
  return kill_twice(life, step, second_kill::at_once);
}

} // namespace baedal::simulation
