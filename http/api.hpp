#pragma once

#include "http/drill_door.hpp"
#include "http/facades/routes.hpp"
#include "http/route_table.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace baedal::actors {
class office;
}

namespace baedal::http {

class admission;

/// What the operations' routes ask of the node. Callable from any thread.
struct ops_door {
  std::function<bool()> ready;              ///< joined, and the journal is writable
  std::function<std::string()> tree_json;   ///< the live view of the supervision tree
  std::function<std::string()> breakers_json; ///< the circuit breakers, live
  std::function<std::string()> metrics_text; ///< Prometheus' text format
  std::optional<drill_door> drills = {};     ///< none: drills are not allowed
};

/// Every route of the public API (design section 9), in the order of its table, and the brands'
/// own. At most `sse_streams` streams are open at a time. `intake` lets orders in, see
/// `make_parts`.
std::vector<route> make_api(std::shared_ptr<actors::office> office, ops_door ops,
                            std::size_t sse_streams, std::shared_ptr<admission> intake = {},
                            const facade_settings& facades = {});

} // namespace baedal::http
