#include "simulation/saga_map.hpp"

#include <catch2/catch.hpp>
#include <spdlog/spdlog.h>

#include <iostream>

using namespace baedal;
using namespace baedal::simulation;

SCENARIO("probe") {
  spdlog::set_level(spdlog::level::off);
  auto missing = order_event_types();
  const auto begun = std::chrono::steady_clock::now();
  const auto all = choose_sagas(1, 3000, missing);
  std::cout << all.size() << " sagas in "
            << (std::chrono::steady_clock::now() - begun) / std::chrono::milliseconds{1} << " ms\n";
  for (const auto& life : all) {
    std::cout << life.what.seed << ' ' << life.steps.size() << " steps, " << life.found.size()
              << " found;";
    for (const auto& type : life.events) {
      std::cout << ' ' << type;
      missing.erase(type);
    }
    std::cout << '\n';
  }
  for (const auto& type : missing)
    std::cout << "missing " << type << '\n';
}
