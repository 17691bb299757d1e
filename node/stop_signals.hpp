#pragma once

#include <chrono>
#include <csignal>

namespace baedal::node {

/// SIGINT and SIGTERM as something to wait for. Made before any thread is started, it blocks them
/// for all; SIGPIPE is ignored, for peers that go away are no reason to end.
class stop_signals {
public:
  stop_signals();
  ~stop_signals();
  stop_signals(const stop_signals&) = delete;
  stop_signals& operator=(const stop_signals&) = delete;

  /// Whether one has come, waiting for it as long as said.
  [[nodiscard]] bool arrived(std::chrono::milliseconds at_most) const;

private:
  sigset_t wanted_{};
  sigset_t before_{};
};

} // namespace baedal::node
