#pragma once

#include "supervisors/running_tree.hpp"
#include "supervisors/tree.hpp"

#include <map>
#include <mutex>
#include <set>

namespace baedal::test {

using tally = std::map<std::string, std::size_t>;

/// What hollow children do when they are told to.
enum class deed { finish, shut_down, fail, throw_up };

/// Makes children that do nothing but live and die, and writes down when. Thread-safe.
class hollow_children {
public:
  /// Starts children called `name`.
  supervisors::starter make(const std::string& name);

  /// The next so many starts of the child refuse.
  void refuse_starts(const std::string& name, std::size_t times);
  /// From now on its new incarnations take no notice of requests to stop.
  void make_stubborn(const std::string& name);
  /// From now on its new incarnations fail as soon as they live.
  void make_stillborn(const std::string& name);

  /// Births ("+name") and deaths ("-name") since the last call, in order.
  std::vector<std::string> happened();
  [[nodiscard]] tally births() const;
  [[nodiscard]] std::set<std::string> alive() const;
  /// Names of which two incarnations lived at the same time.
  [[nodiscard]] std::set<std::string> doubles() const;

  // -- told by the children ------------------------------------------------------------------
  void born(const std::string& name);
  void died(const std::string& name);

private:
  mutable std::mutex guard_;
  std::vector<std::string> happened_;
  tally births_;
  tally living_;
  tally refusals_;
  std::set<std::string> stubborn_;
  std::set<std::string> stillborn_;
  std::set<std::string> doubles_;
};

void perform(const caf::actor& child, deed what);

/// The starters of the product's tree, hollow.
supervisors::starters hollow_starters(hollow_children& children);

} // namespace baedal::test
