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
std::string violations(const verdict& seen) {
  std::ostringstream out;
  if (!seen.found.empty())
    print_violation(
      seen, "baedal simulate --seeds " + std::to_string(seen.seed) + " --minutes 5 --trace", out);
  return out.str();
}

plan_rules of_minutes(int minutes) {
  plan_rules rules;
  rules.lasts = std::chrono::minutes{minutes};
  return rules;
}

/// Five minutes of thirty live orders, in which nothing goes wrong.
plan_rules of_live_orders() {
  auto rules = of_minutes(5);
  rules.live_orders = 30;
  rules.kinds.clear();
  rules.points = false;
  return rules;
}

} // namespace

SCENARIO("two hundred simulated worlds hold I1 to I11, I13 and I14, and every failpoint fires") {
  spdlog::set_level(spdlog::level::off);
  const auto first = number_or("BAEDAL_SEED", 1);
  const auto count = number_or("BAEDAL_WORLDS", 200);
  const auto rules = of_minutes(5);
  summary all;
  for (auto seed = first; seed < first + count; ++seed) {
    const auto seen = try_plan(draw_plan(seed, rules));
    all.add(seen);
    INFO("replay with BAEDAL_SEED=" << seed << " BAEDAL_WORLDS=1");
    CHECK(violations(seen) == "");
  }
  if (count < 200)
    return;
  CHECK(never_fired(all) == std::vector<std::string>{});
  CHECK(all.breakers_opened > count / 4); // Else the worlds do not show what a breaker does.
  CHECK(all.paid_later > 0);
  CHECK(all.put_off > all.paid_later);
}

SCENARIO("the same seed is the same world, message by message, for a hundred seeds") {
  spdlog::set_level(spdlog::level::off);
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto what = draw_plan(seed, of_minutes(1));
    INFO("seed " << seed);
    CHECK(try_plan(what).trace_hash == try_plan(what).trace_hash);
  }
}

SCENARIO("so many orders as asked for are kept alive, whatever becomes of each") {
  spdlog::set_level(spdlog::level::off);
  const auto seen = try_plan(draw_plan(3, of_live_orders()));
  CHECK(violations(seen) == "");
  CHECK(seen.live_orders > 25);
  CHECK(seen.live_orders < 40);
}

SCENARIO("worlds of a hundred live orders hold, and come to rest in the time that they have") {
  spdlog::set_level(spdlog::level::off);
  auto rules = of_minutes(3);
  rules.live_orders = 100;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto seen = try_plan(draw_plan(seed, rules));
    INFO("seed " << seed);
    CHECK(violations(seen) == "");
    CHECK(seen.orders > 150);
    CHECK(seen.lived < rules.lasts + std::chrono::minutes{15});
  }
}

SCENARIO("orders are kept alive after a machine stood still, too") {
  spdlog::set_level(spdlog::level::off);
  auto what = draw_plan(3, of_live_orders());
  const auto usual = try_plan(what);
  what.troubles = {
    {std::chrono::minutes{1}, trouble_kind::suspend_machine, std::chrono::hours{5}, 7}};
  const auto seen = try_plan(what);
  CHECK(violations(seen) == "");
  CHECK(seen.orders > usual.orders);
}

SCENARIO("a world that fails ends at once, and tells what it saw") {
  spdlog::set_level(spdlog::level::off);
  simulated_world world{draw_plan(1, of_minutes(5))};
  persistence::event_row row; // Nobody may write this: it skips a position.
  row.slice = slice_of("order/stray");
  row.position = 7;
  row.entity = "order/stray";
  row.version = 1;
  row.event_id = "stray";
  row.type = "alert_raised";
  row.payload = R"({"v":1,"d":{"what":"no_rider"}})";
  world.store().rows->write({{row}, {}, {}});
  REQUIRE_FALSE(world.found().empty());
  CHECK(world.found().front().invariant == "I7");
  world.run();
  CHECK(world.still().lived() < std::chrono::minutes{1});
}

SCENARIO("actors that never come to rest end neither the process nor the next world") {
  spdlog::set_level(spdlog::level::off);
  {
    simulated_world world{draw_plan(1, of_minutes(1))};
    auto dizzy = world.still().spawn([](caf::event_based_actor* self) -> caf::behavior {
      self->send(self, 1);
      return {[self](int number) { self->send(self, number); }};
    });
    CHECK_THROWS(world.run());
  }
  CHECK(violations(try_plan(draw_plan(1, of_minutes(1)))) == "");
}
