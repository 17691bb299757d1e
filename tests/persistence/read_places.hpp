#pragma once

#include "persistence/read_model.hpp"
#include "tests/persistence/places.hpp"

namespace baedal::persistence {

using read_place = place<read_model>;

/// An empty place; `adapter` is "memory", "sqlite" or "postgresql".
std::unique_ptr<read_place> new_read_place(const std::string& adapter);

/// The lines of a read model; throws where they cannot be read.
std::vector<std::string> lines_of(read_place& place);

} // namespace baedal::persistence
