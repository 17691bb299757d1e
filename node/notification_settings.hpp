#pragma once

#include "actors/notifier_limits.hpp"
#include "gateways/make_notification_channels.hpp"

namespace baedal::node {

/// Where a node's notifications go, by which keys, and how fast.
struct notification_settings {
  gateways::notification_settings to = {};
  actors::notifier_limits limits = {};
};

} // namespace baedal::node
