#pragma once

#include <caf/scheduled_actor.hpp>

namespace baedal::actors {

/// An exception in a handler ends the actor, as always, and is written to our log; without this CAF
/// prints it where no log collector looks. `who` lives for ever.
void log_crashes(caf::scheduled_actor* self, const char* who);

} // namespace baedal::actors
