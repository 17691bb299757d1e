#pragma once

#include "domain/time.hpp"

#include <cstdint>
#include <optional>

namespace baedal::actors {

/// Beyond either bound SMS are shed (001-X1). They come back when both measures have been below
/// half of it for `calm`.
struct shedding_bounds {
  std::uint64_t waiting = 2'000;    ///< messages that are due
  std::uint64_t per_second = 1'000; ///< notifications that come up
  std::chrono::milliseconds calm{5'000};
};

/// Decides when to shed, from what is seen now and then. Its time is whatever it is told.
class load_shedding {
public:
  explicit load_shedding(shedding_bounds bounds) : bounds_(bounds) {}

  /// Whether to shed from now on. `told` counts all notifications so far.
  bool look(instant now, std::uint64_t waiting, std::uint64_t told);

  [[nodiscard]] bool sheds() const { return sheds_; }

private:
  void measure(instant now, std::uint64_t told);

  shedding_bounds bounds_;
  bool sheds_ = false;
  std::optional<instant> since_; ///< when the present measurement began
  std::uint64_t told_then_ = 0;
  std::uint64_t rate_ = 0; ///< per second, over the last second or more
  std::optional<instant> calm_since_;
};

} // namespace baedal::actors
