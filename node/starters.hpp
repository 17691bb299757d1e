#pragma once

#include "node/edge.hpp"
#include "node/node_parts.hpp"
#include "supervisors/tree.hpp"

namespace baedal::node {

/// How each worker of the tree is started from the node's parts. The parts outlive the tree.
supervisors::starters make_starters(const std::shared_ptr<node_parts>& parts,
                                    const edge_watch& watch);

} // namespace baedal::node
