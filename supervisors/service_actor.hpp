#pragma once

#include "supervisors/child_spec.hpp"

namespace baedal::supervisors {

/// A plain object with threads of its own (a listener, a pool) that shall live in the tree. `start`
/// gets a function with which the object may say, from any thread and at any time, that it failed;
/// it must not wait for the tree. `stop` is called once after a start that succeeded, and returns
/// when a successor may start.
struct service {
  using tell_failed = std::function<void(std::string why)>;
  std::function<result<unit>(tell_failed)> start;
  std::function<void()> stop;
};

/// A start function whose worker lives as long as the object: the worker's end stops the object,
/// the object's failure ends the worker with `failure::service_failed`. `make` is called for each
/// incarnation.
start_fn service_worker(std::string name, std::function<service()> make);

} // namespace baedal::supervisors
