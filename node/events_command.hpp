#pragma once

#include "node/settings.hpp"

#include <functional>

namespace baedal::node {

/// Waits so long for the wish to stop, and tells whether there is one.
using stop_check = std::function<bool(std::chrono::milliseconds)>;

/// `baedal events`: prints events as NDJSON, oldest first, to the present end; with `follow` until
/// `stop` says so. The exit status: 0, or 1 with one line on `err` where the database cannot be
/// read.
int run_events(const events_settings& what, std::ostream& out, std::ostream& err,
               const stop_check& stop);

} // namespace baedal::node
