#pragma once

#include "actors/circuit_breaker.hpp"
#include "simulation/virtual_time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baedal::simulation {

/// What people do. Each act draws its details from a seed of its own, so that taking one out of a
/// plan leaves all others as they were.
enum class act_kind : std::uint8_t {
  place,      ///< a customer orders
  go_on,      ///< somebody does what comes next for an order
  meddle,     ///< somebody does anything at all with an order
  look,       ///< somebody reads an order
  browse,     ///< somebody reads a list, a history or a past version
  tend_store, ///< a store opens, closes, changes its menu or its stock
  tend_rider, ///< a rider goes on- or offline, or moves
  manage,     ///< profiles, brands, stores and sequences: what is administered while orders live
};

struct act {
  std::chrono::milliseconds at{}; ///< from the start
  act_kind kind = act_kind::place;
  std::uint64_t seed = 0;
  std::uint64_t order = 0; ///< the seed of the placing that it is about; 0: of none
};

/// The id of the order that a placing with this seed makes.
std::string order_placed_by(std::uint64_t seed);

/// What goes wrong around the node.
enum class trouble_kind : std::uint8_t {
  kill_node,       ///< kill -9, and a new process some time later
  kill_branch,     ///< one node of the supervision tree dies
  stop_database,   ///< away for a while
  upset_gateway,   ///< answers badly for a while
  clock_jumps,     ///< one machine's clock is wrong for a while, by up to a minute and a half
  upset_receivers, ///< those who get notifications answer badly for a while
  second_owner,    ///< a node starts on another machine and takes everything over
  suspend_branch,  ///< nobody finds one branch of the tree for a while, as in a drill
  lose_commits,    ///< connections break during commits, some of which are carried out later
  suspend_machine, ///< all stand still, and wake up or begin anew hours or days later
};

struct trouble {
  std::chrono::milliseconds at{}; ///< from the start
  trouble_kind kind = trouble_kind::kill_node;
  std::chrono::milliseconds lasts{};
  std::uint64_t seed = 0;
};

std::string_view to_string(act_kind kind) noexcept;
std::string_view to_string(trouble_kind kind) noexcept;
std::optional<act_kind> act_named(std::string_view word) noexcept;
std::optional<trouble_kind> trouble_named(std::string_view word) noexcept;
const std::vector<trouble_kind>& all_troubles();

/// What plans are drawn from. Chances are in percent.
struct plan_rules {
  std::chrono::minutes lasts{10};
  std::int64_t fewest_orders = 20;
  std::int64_t most_orders = 120;
  std::int64_t most_troubles = 8; ///< of each kind in `kinds`
  std::vector<trouble_kind> kinds = all_troubles();
  bool points = true;                              ///< arm failpoints
  std::vector<std::string> only_points = {};       ///< empty: all of the program
  std::map<std::string, unsigned> set_points = {}; ///< these instead, with their chance of 10,000
  std::int64_t calm = 8;                           ///< worlds of 100 in which nothing goes wrong
  std::int64_t live_orders = 0; ///< so many are kept alive all the time instead; 0: as drawn
};

/// One world before it begins: everything in it follows from here.
struct plan {
  std::uint64_t seed = 1;
  std::chrono::milliseconds lasts{};
  call_times calls;
  std::chrono::milliseconds idle{};
  std::uint64_t snapshot_every = 200;
  actors::breaker_settings breaker;
  std::uint64_t gateway_workers = 16;
  std::size_t region_crashes = 200; ///< of entities, within ten seconds, until a region gives up
  std::int64_t live_orders = 0;
  std::vector<act> acts;                  ///< by time
  std::vector<trouble> troubles;          ///< by time
  std::map<std::string, unsigned> points; ///< failpoints on, with their chance of 10,000
};

/// Nothing goes wrong at all, and nothing looks like it: nobody may be turned away.
bool is_calm(const plan& what);

/// The plan of a seed. The same for ever, as long as rules and failpoints stay.
plan draw_plan(std::uint64_t seed, const plan_rules& rules);

/// A placing at a time and what follows from it, by people who take so long between two steps.
std::vector<act> draw_life(std::uint64_t seed, std::chrono::milliseconds at,
                           std::chrono::milliseconds longest_pause);

} // namespace baedal::simulation
