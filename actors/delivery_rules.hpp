#pragma once

#include "actors/notifier_limits.hpp"
#include "gateways/notification_channel.hpp"
#include "persistence/notification_rows.hpp"

namespace baedal::actors {

/// The state of a message after one more attempt. The next one comes after the pause, with up to a
/// quarter of it more by `draw`, and never before the receiver asked for. Pure.
persistence::message_state after_attempt(persistence::message_state before,
                                         const gateways::send_answer& answer, instant now,
                                         std::uint64_t draw, const delivery_limits& limits);

/// The state of a message that an operator sends again: as if it were new. Refused with
/// `notification_sent` where a receiver has it; one that waits is due at once.
result<persistence::message_state> sent_again(persistence::message_state before, instant now);

} // namespace baedal::actors
