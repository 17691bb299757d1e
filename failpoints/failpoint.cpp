#include "failpoints/failpoint.hpp"

#include <algorithm>
#include <mutex>

namespace baedal {

namespace {

/// Constructed on first use: points of other translation units may register before this one.
struct directory {
  std::mutex guard;
  failpoint* first = nullptr;
  failpoint_decider* decider = nullptr;
};

directory& the_directory() {
  static directory one;
  return one;
}

} // namespace

failpoint::failpoint(const char* name, const char* meaning) noexcept
  : name_(name), meaning_(meaning) {
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  next_ = known.first;
  known.first = this;
}

bool failpoint::decide() noexcept {
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  return known.decider && known.decider->fires(name_);
}

std::vector<failpoints::description> failpoints::all() {
  std::vector<description> found;
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  for (const auto* point = known.first; point; point = point->next_)
    found.push_back({point->name_, point->meaning_});
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return found;
}

failpoint* failpoints::find(std::string_view name) {
  auto* point = the_directory().first;
  while (point && name != point->name_)
    point = point->next_;
  return point;
}

bool failpoints::knows(std::string_view name) {
  const std::lock_guard lock{the_directory().guard};
  return find(name) != nullptr;
}

bool failpoints::switch_on(std::string_view name) {
  const std::lock_guard lock{the_directory().guard};
  auto* point = find(name);
  if (point)
    point->on_.store(true, std::memory_order_relaxed);
  return point != nullptr;
}

bool failpoints::switch_off(std::string_view name) {
  const std::lock_guard lock{the_directory().guard};
  auto* point = find(name);
  if (point)
    point->on_.store(false, std::memory_order_relaxed);
  return point != nullptr;
}

void failpoints::switch_all_off() {
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  for (auto* point = known.first; point; point = point->next_)
    point->on_.store(false, std::memory_order_relaxed);
}

void failpoints::decide_by(failpoint_decider* decider) {
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  known.decider = decider;
}

} // namespace baedal
