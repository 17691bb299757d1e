#pragma once

#include "node/drill_desk.hpp"
#include "node/metrics.hpp"
#include "node/node_parts.hpp"
#include "node/present_door.hpp"
#include "supervisors/child_spec.hpp"

namespace baedal::node {

/// What the edge reports to and asks about; lives as long as the process.
struct edge_watch {
  std::shared_ptr<metrics_page> metrics;
  std::shared_ptr<present_door> door;
  std::shared_ptr<drill_desk> drills = {}; ///< null: drills are not allowed
};

/// The front door as a worker of the tree: each incarnation binds the same address anew.
supervisors::starter edge_starter(std::shared_ptr<node_parts> parts, edge_watch watch);

} // namespace baedal::node
