#pragma once

#include "node/settings.hpp"

#include <iosfwd>

namespace baedal::node {

/// `baedal serve`: runs a node until it is told to stop by SIGINT or SIGTERM. The exit status: 0
/// after an orderly stop; 1 with one line on `err` where the node cannot start, or its supervision
/// tree gave up. Blocks those signals in the calling thread, so call it before any other thread is
/// started.
int run_serve(const serve_settings& how, std::ostream& err);

} // namespace baedal::node
