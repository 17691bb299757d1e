#pragma once

#include "persistence/read_rows.hpp"

#include <string>

namespace baedal::persistence {

/// Changes as JSON arrays of flat objects with one-letter members, for unfolding in one SQL
/// statement.
struct change_document {
  std::string orders;
  std::string payments;
  std::string dishes;
  std::string topic;
  std::string stores;
  std::string brands;
  std::string offsets;
  long long advances = 0; ///< slices in `offsets`
  long long as_of_ms = 0;

  /// Fills the texts, keeping their memory.
  void describe(const read_changes& changes);
};

} // namespace baedal::persistence
