#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace baedal::http {

/// How many streams may be open at a time (design D9). Thread-safe.
class stream_places : public std::enable_shared_from_this<stream_places> {
public:
  explicit stream_places(std::size_t most) : most_(most) {
    // nop
  }

  /// A place, given back with its last copy; null where all are taken.
  std::shared_ptr<void> take();

  /// Names one subscription in the node's hub.
  std::uint64_t next_token() { return ++tokens_; }

  [[nodiscard]] std::size_t taken() const { return taken_.load(); }

private:
  const std::size_t most_;
  std::atomic<std::size_t> taken_{0};
  std::atomic<std::uint64_t> tokens_{0};
};

} // namespace baedal::http
