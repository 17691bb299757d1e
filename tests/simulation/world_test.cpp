#include "failpoints/failpoint.hpp"
#include "simulation/report.hpp"
#include "simulation/shrinking.hpp"

#include <catch2/catch.hpp>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <sstream>

using namespace baedal;
using namespace baedal::simulation;

namespace {

std::uint64_t number_or(const char* name, std::uint64_t otherwise) {
  const auto* given = std::getenv(name);
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

/// The violations of a world, for people; empty is good.
std::string violations(const verdict& seen, const plan_rules& rules) {
  std::ostringstream out;
  if (!seen.found.empty())
    print_violation(seen, rules, out);
  return out.str();
}

plan_rules five_minutes() {
  plan_rules rules;
  rules.lasts = std::chrono::minutes{5};
  return rules;
}

} // namespace

SCENARIO(
  "two hundred simulated worlds hold I1 to I8, I10, I11, I13 and I14, and every failpoint fires") {
  spdlog::set_level(spdlog::level::off);
  const auto first = number_or("BAEDAL_SEED", 1);
  const auto count = number_or("BAEDAL_WORLDS", 200);
  const auto rules = five_minutes();
  summary all;
  for (auto seed = first; seed < first + count; ++seed) {
    const auto seen = try_plan(draw_plan(seed, rules));
    all.add(seen);
    INFO("replay with BAEDAL_SEED=" << seed << " BAEDAL_WORLDS=1");
    CHECK(violations(seen, rules) == "");
  }
  if (count < 200)
    return;
  CHECK(never_fired(all) == std::vector<std::string>{});
  CHECK(all.breakers_opened > count / 4); // Else the worlds do not show what a breaker does.
  CHECK(all.paid_later > 0);
  CHECK(all.put_off > all.paid_later);
}

SCENARIO("the same seed is the same world, message by message") {
  spdlog::set_level(spdlog::level::off);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto what = draw_plan(seed, five_minutes());
    INFO("seed " << seed);
    CHECK(try_plan(what).trace_hash == try_plan(what).trace_hash);
  }
}
