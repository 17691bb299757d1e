#include "node/starters.hpp"

#include "supervisors/core_starters.hpp"

namespace baedal::node {

supervisors::starters make_starters(const std::shared_ptr<node_parts>& parts,
                                    const edge_watch& watch) {
  auto all = supervisors::core_starters(parts);
  all.front_door = edge_starter(parts, watch);
  return all;
}

} // namespace baedal::node
