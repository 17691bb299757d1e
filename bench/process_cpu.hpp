#pragma once

#include <sys/types.h>

namespace baedal::bench {

/// CPU seconds, user and system, of a process and its children, those that have ended included.
/// The kernel counts in hundredths of a second.
double cpu_seconds_of_tree(pid_t root);

/// CPU seconds of this process.
double own_cpu_seconds();

} // namespace baedal::bench
