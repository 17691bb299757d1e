#pragma once

#include "actors/committed.hpp"
#include "actors/protocol.hpp"

#include <caf/actor.hpp>

namespace baedal::actors {

/// Subscribed to like an order, this stands for all of them: its watchers get no events but nudges,
/// a few per second, with version 1 where anything was committed since the last one, else 0.
inline constexpr std::string_view every_order = "*";

/// Follow the public events of one order as they are committed. `token` names the subscription;
/// `tell` is called from the hub's thread and must not block. It answers whether it wants more:
/// false ends the subscription.
struct subscribe_message {
  order_id order;
  std::uint64_t token = 0;
  std::function<bool(const public_event&)> tell;
};

struct unsubscribe_message {
  order_id order;
  std::uint64_t token = 0;
};

/// Spawns the node's hub of live streams (design D9): fed with every `committed_batch`, it survives
/// the passivation of the orders that are watched.
caf::actor spawn_hub(caf::actor_system& system);

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::subscribe_message)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::unsubscribe_message)
