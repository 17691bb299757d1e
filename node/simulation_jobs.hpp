#pragma once

#include "node/settings.hpp"
#include "simulation/report.hpp"

namespace baedal::node {

/// Runs the seeds `first` to `last` in so many processes, for a simulation owns its whole process
/// (failpoints are the program's). `tell` hears each verdict as it comes. Refused where a process
/// ends before its work is done.
result<simulation::summary> run_jobs(seed_range seeds, unsigned jobs,
                                     const simulation::plan_rules& rules,
                                     const std::function<void(const simulation::summary&)>& tell);

} // namespace baedal::node
