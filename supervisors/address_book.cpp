#include "supervisors/address_book.hpp"

#include <mutex>

namespace baedal::supervisors {

void address_book::set(std::string_view name, const caf::actor& incarnation) {
  caf::actor former; // Dropped after the lock: the last handle of an actor runs its destructors.
  std::unique_lock lock{guard_};
  auto& entry = entries_[std::string{name}];
  former = std::exchange(entry, incarnation);
}

void address_book::forget(const caf::actor& incarnation) {
  // Outlives the lock: the last handle of an actor runs its destructors.
  const auto held = incarnation;
  std::unique_lock lock{guard_};
  std::erase_if(entries_, [&](const auto& entry) { return entry.second == held; });
}

caf::actor address_book::find(std::string_view name) const {
  std::shared_lock lock{guard_};
  const auto found = entries_.find(name);
  return found == entries_.end() ? caf::actor{} : found->second;
}

std::vector<std::string> address_book::names() const {
  std::shared_lock lock{guard_};
  std::vector<std::string> all;
  for (const auto& [name, incarnation] : entries_)
    all.push_back(name);
  return all;
}

} // namespace baedal::supervisors
