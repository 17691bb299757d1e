#include "supervisors/crash_record.hpp"

#include <algorithm>

namespace baedal::supervisors {

namespace {

constexpr std::chrono::minutes quiet_time{1};

} // namespace

std::optional<instant> crash_record::note(const std::string& id, instant now, prospect next) {
  auto& known = entries_[id];
  if (!known.held && now - std::max(known.last, known.until) > quiet_time)
    known = {};
  known.last = now;
  if (++known.crashes < limits_.crashes_before_quarantine && next == prospect::may_pass)
    return std::nullopt;
  const auto doublings = std::min<std::size_t>(known.quarantines, 16);
  const auto delay =
    std::min(limits_.first_quarantine * (std::int64_t{1} << doublings), limits_.longest_quarantine);
  ++known.quarantines;
  known.until = now + delay;
  held_ += known.held ? 0 : 1;
  known.held = true;
  return known.until;
}

bool crash_record::is_quarantined(const std::string& id, instant now) const {
  const auto until = held_until(id);
  return until && now < *until;
}

std::optional<instant> crash_record::held_until(const std::string& id) const {
  const auto known = entries_.find(id);
  return known != entries_.end() && known->second.held ? std::optional{known->second.until}
                                                       : std::nullopt;
}

void crash_record::release(const std::string& id) {
  const auto known = entries_.find(id);
  if (known != entries_.end() && std::exchange(known->second.held, false))
    --held_;
}

void crash_record::sweep(instant now) {
  std::erase_if(entries_, [&](const auto& known) {
    return !known.second.held && now - std::max(known.second.last, known.second.until) > quiet_time;
  });
}

std::vector<std::pair<std::string, instant>> crash_record::all_held() const {
  std::vector<std::pair<std::string, instant>> all;
  for (const auto& [id, known] : entries_)
    if (known.held)
      all.emplace_back(id, known.until);
  return all;
}

} // namespace baedal::supervisors
