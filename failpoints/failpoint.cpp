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

bool failpoints::knows(std::string_view name) {
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  for (const auto* point = known.first; point; point = point->next_)
    if (name == point->name_)
      return true;
  return false;
}

bool failpoints::switch_to(std::string_view name, bool on) {
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  for (auto* point = known.first; point; point = point->next_) {
    if (name != point->name_)
      continue;
    point->on_.store(on, std::memory_order_relaxed);
    return true;
  }
  return false;
}

void failpoints::switch_all(bool on) {
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  for (auto* point = known.first; point; point = point->next_)
    point->on_.store(on, std::memory_order_relaxed);
}

void failpoints::decide_by(failpoint_decider* decider) {
  auto& known = the_directory();
  const std::lock_guard lock{known.guard};
  known.decider = decider;
}

} // namespace baedal
