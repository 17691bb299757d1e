#pragma once

#include "actors/world.hpp"
#include "simulation/still_world.hpp"

namespace baedal::simulation {

/// How long blocking calls take: uniformly between the two.
struct call_times {
  std::chrono::milliseconds shortest{0};
  std::chrono::milliseconds longest{0};
};

/// Time and chance of one process in a still world. Its numbers come from a source of their own, so
/// that one more or less does not change the order of messages.
class virtual_time final : public actors::world {
public:
  /// `error` is how far the machine's clock is wrong at the moment; it outlives this.
  virtual_time(still_world& still, std::uint64_t seed, call_times calls,
               const std::chrono::milliseconds& error)
    : still_(still), dice_(seed), calls_(calls), error_(error) {
    // nop
  }

  instant now() override { return still_.now() + error_; }
  std::uint64_t random() override { return dice_(); }
  std::chrono::milliseconds call_time() override {
    const auto spread = static_cast<std::uint64_t>((calls_.longest - calls_.shortest).count());
    return std::exchange(longer_, {}) + calls_.shortest
           + std::chrono::milliseconds{dice_() % (spread + 1)};
  }

  /// The call that is having its effect comes back so much later than others would.
  void take_longer(std::chrono::milliseconds by) { longer_ = by; }

private:
  still_world& still_;
  std::mt19937_64 dice_;
  call_times calls_;
  std::chrono::milliseconds longer_{};
  const std::chrono::milliseconds& error_;
};

} // namespace baedal::simulation
