#pragma once

#include "simulation/findings.hpp"
#include "supervisors/tree_board.hpp"

#include <deque>
#include <map>

namespace baedal::simulation {

/// Counts the restarts of one node's supervisors and regions by itself and checks I14: none
/// restarts anything more often than its intensity allows; it gives up instead.
class tree_watch {
public:
  /// Takes the intensities from the spec that the tree is started from; all regions have the same.
  tree_watch(const supervisors::child_spec& root, supervisors::intensity regions, findings& found);

  void hear(supervisors::tree_event what, const std::string& path, instant now);
  /// A region wakes a crashed entity at once; `now` is the region's time.
  void hear_of_entity(std::string_view region, instant now);

private:
  struct watched {
    supervisors::intensity allowed;
    std::deque<instant> spent;
    bool exhausted = false; ///< has to give up
  };

  void enter(const std::string& parent, const supervisors::child_spec& spec);
  static void forget_old(watched& who, instant now);
  void count(watched& who, const std::string& path, instant now);

  std::map<std::string, watched> supervisors_;
  std::map<std::string, watched, std::less<>> regions_; ///< by name
  supervisors::intensity region_intensity_;
  findings& found_;
};

} // namespace baedal::simulation
