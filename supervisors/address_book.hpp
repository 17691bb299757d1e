#pragma once

#include <caf/actor.hpp>

#include <functional>
#include <map>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace baedal::supervisors {

/// Who is behind a name at this moment. A name outlives its actors: look it up at the moment of use
/// and never keep the handle. Every child of a tree is entered under its path below the root
/// ("core/journal") and under its id ("journal"). Thread-safe. It holds strong handles and must be
/// empty, or gone, before the actor system is.
class address_book {
public:
  void set(std::string_view name, const caf::actor& incarnation);

  /// Removes every name that stands for this incarnation; names that another one has taken stay.
  void forget(const caf::actor& incarnation);

  /// The current incarnation, or an invalid handle.
  [[nodiscard]] caf::actor find(std::string_view name) const;

  [[nodiscard]] std::vector<std::string> names() const;

  /// From now on nobody finds what stands at this path or below it, under whichever name and
  /// whoever comes to stand there: to its callers the branch is down. Its actors live on.
  void suspend(std::string_view path);
  void resume(std::string_view path);

  /// Whether this path, or one above it, is suspended.
  [[nodiscard]] bool suspended(std::string_view path) const;

private:
  [[nodiscard]] bool is_held(std::string_view path) const;
  [[nodiscard]] bool is_held(const caf::actor& incarnation) const;

  mutable std::shared_mutex guard_;
  std::set<std::string, std::less<>> suspended_;
  std::map<std::string, caf::actor, std::less<>> entries_;
};

} // namespace baedal::supervisors
