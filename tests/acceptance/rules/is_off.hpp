#pragma once

#include <string_view>

namespace baedal::rules {

/// Whether this process runs with that rule switched off: BAEDAL_RULE_OFF names it.
bool is_off(std::string_view name) noexcept;

} // namespace baedal::rules
