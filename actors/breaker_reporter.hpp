#pragma once

#include "actors/shared_breaker.hpp"

#include <caf/actor.hpp>

#include <functional>
#include <memory>
#include <string_view>

namespace baedal::actors {

struct breaker_reporter_setup {
  std::shared_ptr<shared_breaker> breaker;
  /// The present incarnation behind a name ("breakers"); invalid where there is none.
  std::function<caf::actor(std::string_view)> find;
  /// False while operators hold the reporter down: changes wait.
  std::function<bool()> may_run = [] { return true; };
  std::chrono::milliseconds poll{500};
};

/// Spawns the reporter: tells a circuit breaker's entity how the breaker began and then each change
/// of its state, in their order, each as often as it takes until it is in the journal. The breaker
/// waits for nothing and keeps its newest 20 changes: older ones that could not be written down by
/// then are never told, and neither are those that a process has no time left for when it dies.
caf::actor spawn_breaker_reporter(caf::actor_system& system, breaker_reporter_setup setup);

} // namespace baedal::actors
