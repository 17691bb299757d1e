#pragma once

#include "domain/time.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace baedal::actors {

/// Time and chance, as actors get them (design D11). Thread-safe. The simulated twin is
/// `simulation::virtual_time`.
class world {
public:
  virtual ~world() = default;
  virtual instant now() = 0;
  virtual std::uint64_t random() = 0;
  /// Virtual time that half a blocking call takes: before its effect, and again until its caller
  /// goes on. None in the real world: there the call itself blocks.
  virtual std::chrono::milliseconds call_time() { return {}; }

  /// 32 hex digits, unique for ever.
  std::string new_id();
};

/// The system's clock and the kernel's random numbers.
world& real_world();

} // namespace baedal::actors
