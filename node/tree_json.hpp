#pragma once

#include "supervisors/address_book.hpp"
#include "supervisors/tree_board.hpp"

namespace baedal::node {

/// The live view of the tree as GET /api/v1/ops/tree shows it:
/// {"tree":{"path","id","type","state","since","restarts",
/// "suspended","last_reason","allowance_left","depth","children":[…]}}; `tree` is null before
/// a tree was declared. `suspended` is there only where it is true: nobody finds the node in the
/// book.
std::string tree_json(const std::optional<supervisors::tree_node>& tree,
                      const supervisors::address_book& book);

} // namespace baedal::node
