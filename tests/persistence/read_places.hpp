#pragma once

#include "persistence/read_model.hpp"

#include <functional>

namespace baedal::persistence {

/// Where a read model under test keeps its rows: opened more than once it is a restart, or another
/// reader.
class read_place {
public:
  virtual ~read_place() = default;
  /// Not connected yet.
  virtual std::unique_ptr<read_model> open() = 0;
  /// Connected; throws where that does not work.
  std::unique_ptr<read_model> open_connected();
};

/// An empty place; `adapter` is "memory", "sqlite" or "postgresql".
std::unique_ptr<read_place> new_read_place(const std::string& adapter);

/// The lines of a read model; throws where they cannot be read.
std::vector<std::string> lines_of(read_place& place);

} // namespace baedal::persistence
