#include "simulation/plan_file.hpp"
#include "simulation/report.hpp"
#include "simulation/text_file.hpp"

#include <catch2/catch.hpp>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <sstream>

using namespace baedal::simulation;
namespace files = std::filesystem;

namespace {

std::vector<files::path> kept_worlds() {
  std::vector<files::path> found;
  for (const auto& each : files::directory_iterator{BAEDAL_WORLDS})
    if (each.path().extension() == ".json")
      found.push_back(each.path());
  return found;
}

plan plan_in(const files::path& file) {
  const auto text = text_of_file(file.string());
  REQUIRE(text);
  auto read = read_plan(*text);
  REQUIRE(read);
  return *std::move(read);
}

} // namespace

SCENARIO("worlds in which the simulator found a bug hold all invariants since it is fixed") {
  spdlog::set_level(spdlog::level::off);
  const auto worlds = kept_worlds();
  REQUIRE_FALSE(worlds.empty());
  for (const auto& file : worlds) {
    std::ostringstream told;
    if (const auto seen = try_plan(plan_in(file)); !seen.found.empty())
      print_violation(seen, "baedal simulate --plan " + file.string() + " --trace", told);
    CHECK(told.str() == "");
  }
}
