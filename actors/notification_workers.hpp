#pragma once

#include "actors/notification_clerk.hpp"

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>

namespace baedal::actors {

// The blocking halves of the notifier. Each tells whoever gave it something to do when it is done.

using turn_ptr = std::shared_ptr<const clerk_turn>;
using report_ptr = std::shared_ptr<const clerk_report>;

/// Keeps the books: one `turn_ptr` after the other, each answered with a `report_ptr`.
caf::actor spawn_notification_clerk(caf::actor_system& system, notification_clerk::parts parts,
                                    bool own_thread);

/// One message for one sender.
struct send_task {
  std::shared_ptr<const due_message> what;
};
/// What came of it; the sender is free again.
struct send_done {
  std::shared_ptr<const due_message> what;
  gateways::send_answer answer;
  caf::actor sender;
};

/// Sends one message at a time through a channel.
caf::actor spawn_notification_sender(caf::actor_system& system,
                                     std::shared_ptr<gateways::notification_channel> channel,
                                     world* time, bool own_thread);

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::turn_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::report_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::send_task)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::send_done)
