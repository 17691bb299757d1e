#pragma once

#include "supervisors/tree_context.hpp"

#include <caf/fwd.hpp>

namespace baedal::supervisors {

/// How a tree ended. `orderly`: it was asked to stop, and did. Else its top supervisor gave
/// up, and so must the process.
struct tree_ending {
  bool orderly = false;
  std::string reason;
};

/// A tree at work, seen from outside the actors. All waits are for threads and never for actors.
/// Destroyed before the tree ended, it kills the tree. Must be gone before the actor system is.
class running_tree {
public:
  struct progress;

  running_tree(caf::actor keeper, std::shared_ptr<progress> seen);
  running_tree(running_tree&&) noexcept = default;
  running_tree& operator=(running_tree&&) = delete;
  ~running_tree();

  /// True once every child was started; false when the tree ended instead, or the time is over.
  [[nodiscard]] bool wait_until_up(std::chrono::milliseconds at_most) const;

  /// How the tree ended; nothing if it has not within the time. When it has, not one of its actors
  /// is alive.
  [[nodiscard]] std::optional<tree_ending> wait(std::chrono::milliseconds at_most) const;
  [[nodiscard]] std::optional<tree_ending> ended() const;

  /// Asks the tree to stop, right to left, and returns at once.
  void begin_stop() const;

  /// Stops the tree; nothing if it has not ended within the time, and then `kill` is what remains.
  std::optional<tree_ending> stop(std::chrono::milliseconds at_most) const;

  void kill() const;

private:
  caf::actor keeper_;
  std::shared_ptr<progress> seen_;
};

/// Starts the whole tree in the background. Refuses a spec that cannot work, or that is no
/// supervisor.
result<running_tree> start_tree(caf::actor_system& system, const child_spec& spec,
                                const tree_context& context);

} // namespace baedal::supervisors
