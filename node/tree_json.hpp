#pragma once

#include "supervisors/tree_board.hpp"

namespace baedal::node {

/// The live view of the tree as GET /api/v1/ops/tree shows it:
/// {"tree":{"path","id","type","state","since","restarts",
/// "last_reason","allowance_left","depth","children":[…]}}; `tree` is null before a tree was
/// declared.
std::string tree_json(const std::optional<supervisors::tree_node>& tree);

} // namespace baedal::node
