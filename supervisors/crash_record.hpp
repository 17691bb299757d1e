#pragma once

#include "domain/time.hpp"
#include "supervisors/entity_region.hpp"

#include <map>
#include <optional>
#include <string>

namespace baedal::supervisors {

/// Remembers which entities keep crashing (pure; time is passed in).
class crash_record {
public:
  explicit crash_record(region_limits limits) : limits_(limits) {
    // nop
  }

  /// Notes a crash. Answers until when the entity is quarantined, if it is.
  std::optional<instant> note(const std::string& id, instant now);

  /// Whether the entity may not be woken now.
  [[nodiscard]] bool is_quarantined(const std::string& id, instant now) const;

  /// Drops what has been quiet for long. Answers how many are in quarantine.
  std::size_t sweep(instant now);

private:
  struct entry {
    std::size_t crashes = 0;
    std::size_t quarantines = 0;
    instant last{};
    instant until{};
  };
  region_limits limits_;
  std::map<std::string, entry> entries_;
};

} // namespace baedal::supervisors
