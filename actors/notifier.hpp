#pragma once

#include "actors/notification_clerk.hpp"
#include "actors/notifier_limits.hpp"
#include "actors/projection_session.hpp"

#include <caf/actor.hpp>

#include <array>

namespace baedal::actors {

/// What became of messages, for metrics. Written by the notifier, read from any thread.
struct notification_counts {
  /// By carrier.
  struct lane {
    std::atomic<std::uint64_t> sent{0};
    std::atomic<std::uint64_t> failed{0}; ///< attempts to be repeated
    std::atomic<std::uint64_t> dead{0};   ///< given up
    std::atomic<bool> gone{false};        ///< the endpoint said 410: nothing more is sent to it
  };
  std::array<lane, carrier_count> lanes;
  std::atomic<std::uint64_t> suppressed{0};
  std::atomic<std::uint64_t> redelivered{0};
  std::atomic<std::uint64_t> waiting{0};  ///< due now; counted up to a bound
  std::atomic<std::uint64_t> failures{0}; ///< of the database

  lane& of(carrier by) { return lanes.at(static_cast<std::size_t>(by)); }
  [[nodiscard]] const lane& of(carrier by) const { return lanes.at(static_cast<std::size_t>(by)); }
};

struct notifier_setup {
  notification_clerk::parts books; ///< `needs_phone` is filled in
  gateways::notification_channels channels;
  notifier_limits limits;
  std::shared_ptr<projection_progress> progress; ///< of those who enter the messages
  std::shared_ptr<notification_counts> count = std::make_shared<notification_counts>();
  /// False while operators hold the notifier down: messages wait.
  std::function<bool()> may_run = [] { return true; };
  world* time = &real_world();
  bool own_threads = true; ///< false: clerk and senders run on the scheduler (tests, simulation)
};

/// Spawns the notifier: takes messages that are due from the read models, sends each at least once
/// under an id that is always the same, and writes down what became of it. Nothing is lost with it:
/// what it had not written down is due again. Understands `redeliver_message`. An event-based front
/// and detached workers; it ends when its clerk ends, so that its supervisor starts all anew.
caf::actor spawn_notifier(caf::actor_system& system, notifier_setup setup);

} // namespace baedal::actors
