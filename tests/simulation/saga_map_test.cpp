#include "simulation/report.hpp"
#include "simulation/saga_map.hpp"

#include <catch2/catch.hpp>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <sstream>

using namespace baedal;
using namespace baedal::simulation;

namespace {

/// Enough seeds for all that comes of orders.
constexpr std::uint64_t last_seed = 400;

/// The steps are shared out among so many scenarios, so that they run on as many cores.
constexpr std::size_t shares = 4;

/// At every how manieth step of its share a scenario kills: at all, but sanitizers are slow.
std::size_t stride() {
  const auto* given = std::getenv("BAEDAL_SAGA_STRIDE");
  return given ? std::max<std::size_t>(std::strtoull(given, nullptr, 10), 1) : 1;
}

std::string violations(const saga& life, const findings& found) {
  std::ostringstream out;
  verdict seen;
  seen.seed = life.what.seed;
  seen.found = found;
  if (!found.empty())
    print_violation(seen, "baedal simulate --sagas --seeds " + std::to_string(life.what.seed), out);
  return out.str();
}

/// Kills at every fourth step of all lives, from the one at the place `first` on: each step has
/// one share, whatever becomes of the lives.
void kill_at_share_from(std::size_t first) {
  spdlog::set_level(spdlog::level::off);
  auto missing = saga_outcomes();
  const auto lives = choose_sagas(1, last_seed, missing);
  std::size_t place = 0;
  for (const auto& life : lives) {
    std::erase_if(missing, [&](const std::string& type) { return life.brings.contains(type); });
    CHECK(violations(life, life.found) == "");
    for (const auto& step : life.steps) {
      const auto here = place++;
      if (here % shares != first || here / shares % stride() != 0)
        continue;
      const auto seen = kill_twice(life, step);
      INFO("killed at " << step.point << " after " << step.after);
      CHECK(violations(life, seen.found) == "");
      CHECK(seen.kills == 2);
    }
  }
  CHECK(missing == std::set<std::string>{}); // Else there is a saga that nobody walks.
}

} // namespace

SCENARIO("every step of every saga of an order stands being killed at, twice: first quarter",
         "[M4][I1][I2][I3][I4][I5][I6][I9]") {
  kill_at_share_from(0);
}

SCENARIO("every step of every saga of an order stands being killed at, twice: second quarter",
         "[M4][I1][I2][I3][I4][I5][I6][I9]") {
  kill_at_share_from(1);
}

SCENARIO("every step of every saga of an order stands being killed at, twice: third quarter",
         "[M4][I1][I2][I3][I4][I5][I6][I9]") {
  kill_at_share_from(2);
}

SCENARIO("every step of every saga of an order stands being killed at, twice: last quarter",
         "[M4][I1][I2][I3][I4][I5][I6][I9]") {
  kill_at_share_from(3);
}

SCENARIO("the map of a saga is the same each time, step by step") {
  spdlog::set_level(spdlog::level::off);
  const auto what = draw_saga_plan(2);
  const auto first = map_saga(what);
  CHECK(first.steps.size() > 100);
  CHECK(first.steps == map_saga(what).steps);
}
