#pragma once

#include "domain/time.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scheduler/test_coordinator.hpp>

#include <functional>
#include <random>
#include <vector>

namespace baedal::test {

/// An actor system in which nothing moves, time included, until a test says so. All actors run in
/// the test's thread, one message at a time; which actor is next is drawn from the seed, so a seed
/// is an interleaving. Detached actors are not simulated: give actors a worker that is not
/// detached.
class still_world {
public:
  /// `configure` may register message types.
  explicit still_world(std::uint64_t seed = 1,
                       const std::function<void(caf::actor_system_config&)>& configure = {});
  still_world(const still_world&) = delete;
  still_world& operator=(const still_world&) = delete;
  /// Kills the actors spawned here, and lets all others end that nobody holds.
  ~still_world();

  caf::actor_system& system() { return *system_; }

  /// Spawns as the system does; the actor is killed with the world.
  template <class... Ts>
  auto spawn(Ts&&... xs) {
    auto fresh = system_->spawn(std::forward<Ts>(xs)...);
    own(caf::actor_cast<caf::actor>(fresh));
    return fresh;
  }
  void own(caf::actor actor) { owned_.push_back(std::move(actor)); }

  /// Lets one actor handle one message. False if none has any.
  bool step();

  /// Lets actors run until none has work at this time. Throws after a million messages: a loop
  /// without waiting.
  std::size_t settle();

  /// As `settle`, but this actor gets no turn: as if its handler took long.
  std::size_t settle_without(const caf::actor& busy);

  /// Moves time, stopping and settling at each moment for which something was scheduled.
  void advance(std::chrono::nanoseconds by);

  /// Virtual time as the domain sees it; it begins at 2026-01-01T00:00:00Z.
  [[nodiscard]] instant now() const;

  std::uint64_t random() { return dice_(); }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }

private:
  struct config;

  std::uint64_t seed_;
  std::mt19937_64 dice_;
  std::unique_ptr<config> config_;
  std::unique_ptr<caf::actor_system> system_;
  caf::scheduler::test_coordinator* schedule_ = nullptr;
  std::chrono::steady_clock::time_point begun_;
  std::vector<caf::actor> owned_;
};

/// The seed of a property test: BAEDAL_SEED if set, else `otherwise`. Print it with INFO.
std::uint64_t seed_or(std::uint64_t otherwise);

} // namespace baedal::test
