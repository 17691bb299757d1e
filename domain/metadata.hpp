#pragma once

#include "domain/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace baedal {

/// Something that a client attached to its order and reads back: kept as it came, never looked at.
/// It is not erasable, so nothing personal belongs here.
struct metadata_entry {
  std::string name;  ///< 1 to 64 characters out of A-Z a-z 0-9 _ . -
  std::string value; ///< at most 500 characters, no control characters

  friend bool operator==(const metadata_entry&, const metadata_entry&) = default;
};

/// The first thing wrong with the entries; the field is "metadata" or "metadata/name". At most 32,
/// and no name twice.
std::optional<refusal> fault_of(const std::vector<metadata_entry>& metadata);

} // namespace baedal
