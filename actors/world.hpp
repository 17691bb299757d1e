#pragma once

#include "domain/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace baedal::actors {

/// Time and chance, as actors get them (design D11). Thread-safe. The simulated twin is in the
/// tests' support.
class world {
public:
  virtual ~world() = default;
  virtual instant now() = 0;
  virtual std::uint64_t random() = 0;

  /// 32 hex digits, unique for ever.
  std::string new_id();
};

/// The system's clock and the kernel's random numbers.
world& real_world();

} // namespace baedal::actors
