#pragma once

#include "domain/time.hpp"

#include <cstddef>
#include <functional>
#include <string_view>

namespace baedal::supervisors {

/// When a region itself gives up, and how it treats entities that crash.
struct region_limits {
  std::size_t crashes = 200; ///< of entities that are not in quarantine, within `period`
  std::chrono::milliseconds period{10'000};
  std::size_t crashes_before_quarantine = 3; ///< of one entity, without a quiet minute between them
  std::chrono::milliseconds first_quarantine{1'000};
  std::chrono::milliseconds longest_quarantine{300'000}; ///< the delay doubles up to this
  /// Hears of each crashed entity that is woken again at once, by the region's name, with the time
  /// that the region knows.
  std::function<void(std::string_view region, instant now)> restarted = {};
};

} // namespace baedal::supervisors
