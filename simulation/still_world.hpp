#pragma once

#include "domain/time.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scheduler/test_coordinator.hpp>

#include <functional>
#include <map>
#include <random>
#include <vector>

namespace baedal::simulation {

/// One message as an actor takes it from its mailbox.
struct step_seen {
  instant at{};
  caf::actor_id actor = 0;
  const char* name = "";
  std::string message; ///< the types in it
};

/// An actor system in which nothing moves, time included, until its owner says so. All actors run
/// in the owner's thread, one message at a time; which actor is next is drawn from the seed, so a
/// seed is an interleaving. Detached actors are not simulated: give actors a worker that is not
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

  /// As `settle`, but at most so many messages, and never throws: for destructors. False where some
  /// are left.
  bool drain(std::size_t most = 100'000) noexcept;

  /// As `settle`, but this actor gets no turn: as if its handler took long.
  std::size_t settle_without(const caf::actor& busy);

  /// Moves time, stopping and settling at each moment for which something was scheduled.
  void advance(std::chrono::nanoseconds by);

  /// Does something at a time, between two messages: what is due then and what actors do then are
  /// interleaved by the seed. Only `run_until` and `advance` come to it.
  void at(instant when, std::function<void()> what);

  /// What was scheduled with `at` does not happen.
  void forget_agenda() { agenda_.clear(); }

  /// Moves time up to `goal` or until `done` says so after some step. Unlike `advance` it lets what
  /// was scheduled with `at` happen in the middle of the actors' work. Throws as `settle` does.
  void run_until(instant goal, const std::function<bool()>& done = {});
  /// As `run_until`, for destructors: false instead of throwing.
  bool try_run_until(instant goal, const std::function<bool()>& done = {});

  /// Virtual time as the domain sees it; it begins at 2026-01-01T00:00:00Z.
  [[nodiscard]] instant now() const;

  /// Moves that time alone, as where the machine was suspended: nothing that was scheduled, and no
  /// goal of `run_until`, comes nearer.
  void leap(std::chrono::milliseconds by) { leapt_ += by; }

  /// How long the world was awake: time without its leaps.
  [[nodiscard]] std::chrono::milliseconds lived() const;

  std::uint64_t random() { return dice_(); }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }

  /// Hears of every message, if set.
  std::function<void(const step_seen&)> on_step;
  /// Hears of whatever else happened, if set.
  std::function<void(std::string_view)> on_note;

  /// Something else happened: it goes into the hash, in words, and to `on_note`.
  void note(std::string_view what);

  /// Of all messages so far, with time, actor and types, and of all notes, in their order.
  [[nodiscard]] std::uint64_t trace_hash() const { return trace_; }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

private:
  struct config;
  using moment = std::chrono::steady_clock::time_point;

  [[nodiscard]] moment moment_of(instant when) const;
  bool next_moment(moment goal);
  void take_due();
  void look(caf::resumable* job);
  void mix(std::uint64_t number);
  void mix_in(std::string_view what);

  std::uint64_t seed_;
  std::mt19937_64 dice_;
  std::unique_ptr<config> config_;
  std::unique_ptr<caf::actor_system> system_;
  caf::scheduler::test_coordinator* schedule_ = nullptr;
  moment begun_;
  std::chrono::milliseconds leapt_{};
  std::vector<caf::actor> owned_;
  std::multimap<moment, std::function<void()>> agenda_;
  std::uint64_t trace_ = 14'695'981'039'346'656'037ull;
  std::uint64_t steps_ = 0;
};

} // namespace baedal::simulation
