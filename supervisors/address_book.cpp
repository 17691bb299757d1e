#include "supervisors/address_book.hpp"

#include <algorithm>
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
  return found == entries_.end() || is_held(found->second) ? caf::actor{} : found->second;
}

std::vector<std::string> address_book::names() const {
  std::shared_lock lock{guard_};
  std::vector<std::string> all;
  for (const auto& [name, incarnation] : entries_)
    all.push_back(name);
  return all;
}

void address_book::suspend(std::string_view path) {
  std::unique_lock lock{guard_};
  suspended_.emplace(path);
}

void address_book::resume(std::string_view path) {
  std::unique_lock lock{guard_};
  if (const auto found = suspended_.find(path); found != suspended_.end())
    suspended_.erase(found);
}

bool address_book::suspended(std::string_view path) const {
  std::shared_lock lock{guard_};
  return is_held(path);
}

bool address_book::is_held(std::string_view path) const {
  return std::any_of(suspended_.begin(), suspended_.end(), [&](const std::string& top) {
    return path.starts_with(top) && (path.size() == top.size() || path[top.size()] == '/');
  });
}

/// An id says nothing about where its actor stands; the path that has the same actor does.
bool address_book::is_held(const caf::actor& incarnation) const {
  return !suspended_.empty()
         && std::any_of(entries_.begin(), entries_.end(), [&](const auto& entry) {
              return entry.second == incarnation && is_held(std::string_view{entry.first});
            });
}

} // namespace baedal::supervisors
