#pragma once

#include <caf/actor_addr.hpp>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace baedal::supervisors {

/// What a region that ended leaves to its next incarnation: entities that were told to die and may
/// still be at work. Thread-safe; shared by the incarnations of one region.
class former_residents {
public:
  using resident = std::pair<std::string, caf::actor_addr>; ///< id, actor

  void leave(std::vector<resident> all) {
    const std::lock_guard held{mutex_};
    left_ = std::move(all);
  }
  std::vector<resident> take() {
    const std::lock_guard held{mutex_};
    return std::exchange(left_, {});
  }

private:
  std::mutex mutex_;
  std::vector<resident> left_;
};

} // namespace baedal::supervisors
