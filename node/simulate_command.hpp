#pragma once

#include "node/settings.hpp"

namespace baedal::node {

/// `baedal simulate`: whole nodes in one thread and virtual time, one world per seed. Prints what
/// was violated and how to replay it, and how often each failpoint fired. The exit status: 0 if
/// every world held and, over a hundred seeds or more in which every kind of trouble may come,
/// every failpoint fired; 1 otherwise. Progress goes to `err`.
int run_simulate(const simulate_settings& how, std::ostream& out, std::ostream& err);

} // namespace baedal::node
