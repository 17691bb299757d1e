#pragma once

#include "node/drill_desk.hpp"
#include "node/node_parts.hpp"

namespace baedal::node {

/// What operators may do to a node that allows drills.
http::drill_door drills_of(const std::shared_ptr<drill_desk>& desk,
                           const std::shared_ptr<node_parts>& parts);

} // namespace baedal::node
