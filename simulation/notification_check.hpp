#pragma once

#include "simulation/simulated_world.hpp"

namespace baedal::simulation {

/// I9 for notifications, at rest: every message that an event calls for arrived at least once, or
/// was suppressed or refused, and says so; nothing arrived that no event calls for; whatever
/// arrived twice was the same. What is called for is read from the journal anew, into a database
/// that knows nothing of what was sent.
void check_notifications(simulated_world& world, findings& out);

/// Whether nobody waits for a message any more.
bool notifications_are_out(const simulated_world& world);

} // namespace baedal::simulation
