#pragma once

#include "actors/notifier.hpp"

#include <prometheus/metric_family.h>

#include <vector>

namespace baedal::node {

/// What became of messages, by carrier. `entered`: of the projector that enters them.
void add_notification_metrics(std::vector<prometheus::MetricFamily>& all,
                              const actors::notification_counts& seen,
                              const actors::projection_progress& entered);

} // namespace baedal::node
