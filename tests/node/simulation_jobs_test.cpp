#include "node/simulate_command.hpp"
#include "node/simulation_jobs.hpp"
#include "tests/support/temp_folder.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <csignal>
#include <fstream>
#include <sstream>

using namespace baedal;
using namespace baedal::node;

namespace {

simulation::verdict fine(std::uint64_t seed) {
  simulation::verdict one;
  one.seed = seed;
  one.trace_hash = seed * 7;
  return one;
}

simulation::summary summary_of(seed_range seeds, unsigned jobs, const trial& live) {
  const auto all = run_jobs(seeds, jobs, live, [](const simulation::summary&) {});
  REQUIRE(all);
  return *all;
}

struct told {
  int status;
  std::string out;
};

told simulate(const simulate_settings& how) {
  std::ostringstream out;
  std::ostringstream err;
  const auto status = run_simulate(how, out, err);
  return {status, out.str() + err.str()};
}

void write(const std::string& name, const std::string& text) {
  std::ofstream{name} << text;
}

std::string text_in(const std::string& name) {
  std::ifstream file{name};
  return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

SCENARIO("a process that dies is a verdict about its seed, and the seeds behind it are lived") {
  const auto live = [](std::uint64_t seed) {
    if (seed == 4 || seed == 5)
      std::raise(SIGKILL);
    return fine(seed);
  };
  for (const unsigned jobs : {1u, 2u, 3u}) {
    const auto all = summary_of({1, 9}, jobs, live);
    CHECK(all.seeds == 9);
    REQUIRE(all.failed.size() == 2);
    CHECK(all.failed[0].seed == 4);
    CHECK(all.failed[1].seed == 5);
    CHECK(all.failed[0].found.front().invariant == "crash");
    CHECK(all.failed[0].found.front().what == "the process died of a signal: Killed");
  }
}

SCENARIO("more processes than seeds are no processes too many") {
  const auto all = summary_of({3, 4}, 8, fine);
  CHECK(all.seeds == 2);
  CHECK(all.traces == std::map<std::uint64_t, std::uint64_t>{{3, 21}, {4, 28}});
}

SCENARIO("the results name revision and speed, and the worlds of two builds can be compared") {
  const support::temp_folder folder;
  simulate_settings how;
  how.seeds = {1, 3};
  how.minutes = std::chrono::minutes{1};
  how.revision = "abc123";
  how.json = (folder.path() / "one.json").string();
  REQUIRE(simulate(how).status == 0);
  const auto results = nlohmann::json::parse(text_in(how.json));
  CHECK(results.at("revision") == "abc123");
  CHECK(results.at("seconds") > 0);
  CHECK(results.at("simulated_seconds_per_second") > 0);
  CHECK(results.at("traces").size() == 3);

  how.compare = std::exchange(how.json, {});
  const auto same = simulate(how);
  CHECK(same.status == 0);
  CHECK(same.out.find("3 of 3 worlds are the same") != std::string::npos);

  auto other = results;
  other["traces"]["2"] = "0000000000000000";
  write(how.compare, other.dump());
  const auto differing = simulate(how);
  CHECK(differing.status == 1);
  CHECK(differing.out.find("seed 2 is another world") != std::string::npos);

  write(how.compare, "{}");
  CHECK(simulate(how).status == 1);
}

SCENARIO("the sagas' map tells of each saga how many of its steps were killed at, and what broke") {
  simulate_settings how;
  how.sagas = true;
  how.seeds = {7, 7};
  how.jobs = 2;
  const auto map = simulate(how);
  CHECK(map.status == 0);
  CHECK(map.out.find("| 7 | ") != std::string::npos);
  CHECK(map.out.find(" kills, 0 broken\n") != std::string::npos);
  CHECK(map.out.find("no life brought accident_reported\n") != std::string::npos);
}
