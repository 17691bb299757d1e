#include "simulation/point_decider.hpp"
#include "simulation/still_world.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::simulation;
using namespace std::chrono_literals;

SCENARIO("a leap moves what the domain takes for the time, and nothing else") {
  still_world still;
  const auto begun = still.now();
  std::vector<int> done;
  still.at(begun + 10s, [&] { done.push_back(1); });
  still.run_until(begun + 5s);
  still.leap(std::chrono::hours{48});
  CHECK(still.now() == begun + 5s + std::chrono::hours{48});
  CHECK(still.lived() == 5s);
  still.run_until(still.now() + 4s);
  CHECK(done.empty());
  still.run_until(still.now() + 2s);
  CHECK(done == std::vector{1});
}

SCENARIO("a goal is as far away as when it was set, whatever leaps come between") {
  still_world still;
  const auto begun = still.now();
  still.at(begun + 1s, [&] { still.leap(std::chrono::hours{1}); });
  still.run_until(begun + 10s);
  CHECK(still.lived() == 10s);
}

SCENARIO("what is noted is part of the trace and is heard") {
  still_world one;
  still_world other;
  std::string heard;
  one.on_note = [&](std::string_view what) { heard = what; };
  CHECK(one.trace_hash() == other.trace_hash());
  one.note("commit order/o1");
  CHECK(heard == "commit order/o1");
  CHECK(one.trace_hash() != other.trace_hash());
}

namespace {

std::vector<bool> luck_of(const std::string& point, const plan& what) {
  still_world still;
  point_decider decider{still, what};
  std::vector<bool> fired;
  for (int i = 0; i < 200; ++i) {
    decider.fires("journal.refuses"); // Whether it is armed or not.
    fired.push_back(decider.fires(point));
  }
  return fired;
}

} // namespace

SCENARIO("leaving one failpoint out changes nothing about another") {
  plan both;
  both.points = {{"hub.dies", 3'000}, {"journal.refuses", 3'000}};
  plan alone = both;
  alone.points.erase("journal.refuses");
  CHECK(luck_of("hub.dies", both) == luck_of("hub.dies", alone));
  const auto fired = luck_of("hub.dies", alone);
  CHECK(std::count(fired.begin(), fired.end(), true) > 20);
}
