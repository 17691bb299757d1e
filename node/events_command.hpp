#pragma once

#include "node/settings.hpp"

namespace baedal::node {

/// `baedal events`: prints events as NDJSON, oldest first, to the present end. The exit status: 0,
/// or 1 with one line on `err` where the database cannot be read.
int run_events(const events_settings& what, std::ostream& out, std::ostream& err);

} // namespace baedal::node
