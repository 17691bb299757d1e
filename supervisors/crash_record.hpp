#pragma once

#include "domain/time.hpp"
#include "supervisors/region_limits.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace baedal::supervisors {

/// Whether the next incarnation may fare better. One that cannot read its history will not.
enum class prospect : std::uint8_t { may_pass, will_repeat };

/// Remembers which entities keep crashing (pure; time is passed in).
class crash_record {
public:
  explicit crash_record(region_limits limits) : limits_(limits) {
    // nop
  }

  /// Notes a crash. Answers until when the entity is quarantined, if it is: at once if it will
  /// repeat, else if it is one too many.
  std::optional<instant> note(const std::string& id, instant now, prospect next);

  /// Whether the entity may not be woken now. Once it was released it may, also when the clock is
  /// set back.
  [[nodiscard]] bool is_quarantined(const std::string& id, instant now) const;

  /// Until when it was meant to stay in the quarantine that it was not released from; empty: in
  /// none.
  [[nodiscard]] std::optional<instant> held_until(const std::string& id) const;

  /// Its quarantine is over, whether it fares better or not.
  void release(const std::string& id);

  /// Drops what has been quiet for long.
  void sweep(instant now);

  /// How many were quarantined and not released since.
  [[nodiscard]] std::size_t held() const { return held_; }
  /// Who they are, and until when.
  [[nodiscard]] std::vector<std::pair<std::string, instant>> all_held() const;

private:
  struct entry {
    std::size_t crashes = 0;
    std::size_t quarantines = 0;
    instant last{};
    instant until{};
    bool held = false;
  };
  region_limits limits_;
  std::map<std::string, entry> entries_;
  std::size_t held_ = 0;
};

} // namespace baedal::supervisors
