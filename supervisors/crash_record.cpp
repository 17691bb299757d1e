#include "supervisors/crash_record.hpp"

namespace baedal::supervisors {

namespace {

constexpr std::chrono::minutes quiet_time{1};

} // namespace

std::optional<instant> crash_record::note(const std::string& id, instant now) {
  auto& known = entries_[id];
  if (now - std::max(known.last, known.until) > quiet_time)
    known = {};
  known.last = now;
  if (++known.crashes < limits_.crashes_before_quarantine)
    return std::nullopt;
  const auto doublings = std::min<std::size_t>(known.quarantines, 16);
  const auto delay =
    std::min(limits_.first_quarantine * (std::int64_t{1} << doublings), limits_.longest_quarantine);
  ++known.quarantines;
  known.until = now + delay;
  return known.until;
}

bool crash_record::is_quarantined(const std::string& id, instant now) const {
  const auto known = entries_.find(id);
  return known != entries_.end() && now < known->second.until;
}

std::size_t crash_record::sweep(instant now) {
  std::size_t held = 0;
  std::erase_if(entries_, [&](const auto& known) {
    held += now < known.second.until ? 1 : 0;
    return now - std::max(known.second.last, known.second.until) > quiet_time;
  });
  return held;
}

} // namespace baedal::supervisors
