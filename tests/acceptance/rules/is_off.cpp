#include "tests/acceptance/rules/is_off.hpp"

#include <cstdlib>
#include <string>

namespace baedal::rules {

bool is_off(std::string_view name) noexcept {
  static const std::string off = [] {
    const auto* named = std::getenv("BAEDAL_RULE_OFF");
    return std::string{named ? named : ""};
  }();
  return name == off;
}

} // namespace baedal::rules
