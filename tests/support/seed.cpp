#include "tests/support/still_world.hpp"

#include <cstdlib>

namespace baedal::test {

std::uint64_t seed_or(std::uint64_t otherwise) {
  const auto* given = std::getenv("BAEDAL_SEED");
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

} // namespace baedal::test
