#pragma once

#include "tests/support/temp_folder.hpp"

namespace baedal::sandbox {

/// An empty data folder of a sandbox, which goes with the test.
class temp_folder : public support::temp_folder {
public:
  [[nodiscard]] std::filesystem::path log() const { return path() / "payments.ndjson"; }
};

} // namespace baedal::sandbox
