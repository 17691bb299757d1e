#pragma once

#include "actors/notification_clerk.hpp"
#include "actors/notifier_limits.hpp"

#include <caf/actor.hpp>

#include <algorithm>
#include <deque>
#include <memory>
#include <vector>

namespace baedal::actors {

/// The messages of one carrier on their way.
struct message_lane {
  std::shared_ptr<gateways::notification_channel> channel;
  std::deque<std::shared_ptr<const due_message>> queue;
  std::vector<caf::actor> idle;
  bool more = false; ///< there were as many due as were asked for

  /// How many to ask for, of those that may be taken up.
  [[nodiscard]] std::size_t room(const notifier_limits& limits, std::size_t share) const {
    return std::min(limits.ahead() - std::min(limits.ahead(), queue.size()), share);
  }
};

} // namespace baedal::actors
