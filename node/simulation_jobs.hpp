#pragma once

#include "node/settings.hpp"
#include "simulation/report.hpp"

namespace baedal::node {

/// Lives one seed's world.
using trial = std::function<simulation::verdict(std::uint64_t seed)>;

/// Runs the seeds `first` to `last` in so many processes, for a simulation owns its whole process
/// (failpoints are the program's). `tell` hears of each verdict as it comes. A process that dies is
/// the verdict `crash` of the seed that it was at; another one goes on behind it. Refused where
/// there is no process to be had.
result<simulation::summary> run_jobs(seed_range seeds, unsigned jobs, const trial& live,
                                     const std::function<void(const simulation::summary&)>& tell);

} // namespace baedal::node
