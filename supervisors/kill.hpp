#pragma once

#include <caf/actor.hpp>

namespace baedal::supervisors {

/// Ends an actor unconditionally, overtaking the work in its mailbox. Works from any thread and
/// from destructors. False for an invalid handle.
bool kill(const caf::actor& victim);

/// Asks an actor to stop once it has served what waits in its mailbox.
bool ask_to_stop(const caf::actor& whom);

} // namespace baedal::supervisors
