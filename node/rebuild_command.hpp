#pragma once

#include "node/settings.hpp"

namespace baedal::node {

/// `baedal rebuild`: drops the read models and builds them anew from the journal. Progress goes to
/// `err`, as a bar where that is a terminal. The exit status: 0, or 1 with one line on `err`.
int run_rebuild(const rebuild_settings& how, std::ostream& out, std::ostream& err);

} // namespace baedal::node
