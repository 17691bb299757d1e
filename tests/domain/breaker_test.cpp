#include "domain/brand.hpp"
#include "domain/breaker.hpp"

#include "tests/domain/folding.hpp"

using namespace baedal;

namespace {

using enum breaker_state;
using breaker_world = test::obedient<breaker, breaker_command, breaker_event>;
using events = std::vector<breaker_event>;

breaker_changed change(const std::string& run, std::uint64_t round, breaker_state from,
                       breaker_state to) {
  const instant at{std::chrono::milliseconds{1'000 + static_cast<std::int64_t>(round)}};
  return {"payments", run, round, from, to, "why " + std::to_string(round), at};
}

note_breaker_change beginning(const std::string& run) {
  return {change(run, 0, closed, closed)};
}

} // namespace

SCENARIO("what a breaker did is written down once, however often it is told (K13)") {
  breaker_world world;
  CHECK_FALSE(is_visible(world.state));
  CHECK(world.obeys(beginning("r1")).empty());
  CHECK_FALSE(is_visible(world.state));
  const auto opens = change("r1", 1, closed, open);
  CHECK(world.obeys(note_breaker_change{opens}) == events{opens});
  CHECK(world.state.seen == breaker_view{"payments", open, opens.at, "why 1", "r1", 1, 1});
  CHECK(world.obeys(note_breaker_change{opens}).empty());
  CHECK(world.obeys(note_breaker_change{change("r1", 2, open, half_open)}).size() == 1);
  CHECK(world.obeys(note_breaker_change{opens}).empty());
  CHECK(world.obeys(beginning("r1")).empty());
  CHECK(world.state.seen.state == half_open);
  CHECK(world.state.seen.version == 2);
  THEN("changes that nobody could tell leave a gap") {
    CHECK(world.obeys(note_breaker_change{change("r1", 30, half_open, closed)}).size() == 1);
    CHECK(outcome_of(world.state, beginning("r1")).value()->round == 30);
  }
}

SCENARIO("a process that ended with its breaker open does not leave it open for ever (K13)") {
  breaker_world world;
  world.obeys(note_breaker_change{change("r1", 1, closed, open)});
  const auto begun = world.obeys(beginning("r2"));
  auto closes = beginning("r2").what;
  closes.from = open;
  CHECK(begun == events{closes});
  CHECK(world.state.seen.state == closed);
  CHECK(world.obeys(beginning("r2")).empty());
  THEN("the next one counts its changes from 1 again") {
    CHECK(world.obeys(note_breaker_change{change("r2", 1, closed, open)}).size() == 1);
    CHECK(world.state.seen.version == 3);
  }
}

SCENARIO("of two processes that take a journal from each other each change is written once") {
  breaker_world world;
  world.obeys(note_breaker_change{change("r1", 1, closed, open)});
  world.obeys(beginning("r2"));
  CHECK(world.obeys(beginning("r1")).empty());
  CHECK(world.obeys(note_breaker_change{change("r1", 1, closed, open)}).empty());
  CHECK(world.obeys(note_breaker_change{change("r1", 2, open, half_open)}).size() == 1);
  CHECK(world.obeys(beginning("r2")).empty());
  CHECK(world.state.seen.state == half_open);
  CHECK(world.state.runs == std::vector<noted_run>{{"r2", 0}, {"r1", 2}});
  THEN("the runs that were heard of longest ago are forgotten") {
    for (std::uint64_t run = 3; run < 13; ++run)
      world.obeys(note_breaker_change{change("r" + std::to_string(run), 1, closed, open)});
    CHECK(world.state.runs.size() == remembered_runs);
    CHECK(world.state.runs.front().run == "r5");
    CHECK(world.state.runs.back().run == "r12");
  }
}

SCENARIO("a breaker and the life of its process have names") {
  breaker_world world;
  auto nameless = beginning("r1");
  nameless.what.name = "a/b";
  CHECK(world.refuses(nameless).field == "name");
  CHECK(world.refuses(beginning("")).field == "run");
}

SCENARIO("no brand has the name of the operators' topic (M3)") {
  const define_brand asked{brand_id{std::string{ops_topic}}, {}, {}};
  const auto told = decide(brand{}, asked, instant{});
  CHECK(told.code() == errc::value_invalid);
  CHECK(told.error().field == "brand");
}
