#pragma once

#include "simulation/findings.hpp"
#include "supervisors/tree_board.hpp"

#include <deque>
#include <map>

namespace baedal::simulation {

/// Counts the restarts of one node's supervisors by itself and checks I14: none restarts anything
/// more often than its intensity allows; it gives up instead.
class tree_watch {
public:
  /// Takes the intensities from the spec that the tree is started from.
  explicit tree_watch(const supervisors::child_spec& root);

  void hear(supervisors::tree_event what, const std::string& path, instant now);

  [[nodiscard]] const findings& found() const { return found_; }

private:
  struct watched {
    supervisors::intensity allowed;
    std::deque<instant> spent;
    bool exhausted = false; ///< has to give up
  };

  void enter(const std::string& parent, const supervisors::child_spec& spec);
  void count(watched& who, const std::string& path, instant now);

  std::map<std::string, watched> supervisors_;
  findings found_;
};

} // namespace baedal::simulation
