#include "node/present_door.hpp"

namespace baedal::node {

void present_door::opened(std::shared_ptr<http::front_door> door) {
  const std::lock_guard lock{guard_};
  present_ = std::move(door);
}

void present_door::closed(const http::front_door& door) {
  const auto last = door.counters();
  const std::lock_guard lock{guard_};
  former_.connections += last.connections;
  former_.shed += last.shed;
  if (present_.get() == &door)
    present_.reset();
}

http::front_door_counters present_door::counters() const {
  std::shared_ptr<http::front_door> door;
  http::front_door_counters all;
  {
    const std::lock_guard lock{guard_};
    door = present_;
    all = former_;
  }
  if (!door)
    return all;
  const auto now = door->counters();
  return {all.connections + now.connections, all.shed + now.shed, now.open, now.waiting,
          now.streams};
}

void present_door::drain() const {
  if (const auto door = present())
    door->drain();
}

std::shared_ptr<http::front_door> present_door::present() const {
  const std::lock_guard lock{guard_};
  return present_;
}

} // namespace baedal::node
