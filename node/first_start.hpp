#pragma once

#include "node/node_parts.hpp"

namespace baedal::node {

/// Loads the catalogue from the read model, then brings the five shipped brands and their default
/// stores into being where they are missing, and with `--demo` the demo data. Blocks until done;
/// `go_on` is asked while it waits. Refused with one clear line when a step fails for another
/// reason than an absent database.
result<unit> open_catalogue(const node_parts& parts, const std::function<bool()>& go_on);

} // namespace baedal::node
