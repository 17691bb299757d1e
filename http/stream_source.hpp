#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baedal::http {

/// A reply that goes on: any thread pushes frames, the connection sends them. The queue is bounded;
/// a reader too slow for it is cut off, for it can resume from its last event. Either side closes
/// it.
class stream_source {
public:
  static constexpr std::size_t default_limit = 64 * 1024;

  explicit stream_source(std::size_t limit_bytes = default_limit);
  stream_source(const stream_source&) = delete;
  stream_source& operator=(const stream_source&) = delete;
  ~stream_source();

  /// False where the stream is closed, or is now because the frame did not fit.
  bool push(std::string_view frame);

  /// Ends the stream; what is queued is still sent.
  void close();

  /// Ends the stream where it is not whole: the client sees that it was cut off.
  void break_off();

  /// Calls `then` exactly once, on the thread that closes the stream; at once if it is closed
  /// already. One listener.
  void on_close(std::function<void()> then);

  /// Calls `then` each time the connection has taken what was queued, on its thread: whoever has
  /// more than the queue should hold goes on with it. One listener.
  void on_taken(std::function<void()> then);

  [[nodiscard]] bool closed() const;
  [[nodiscard]] bool overflowed() const;

  /// Bytes that the connection has not taken yet.
  [[nodiscard]] std::size_t queued() const;

  // -- the connection's side ------------------------------------------------------------------

  /// Readable whenever there may be something to take.
  [[nodiscard]] int wake_descriptor() const noexcept { return wake_; }

  struct batch {
    std::string bytes;
    bool last = false; ///< the stream is closed and this is all that was left
    bool cut = false;  ///< it was broken off
  };
  batch take();

  /// The reader is gone: what is queued is dropped.
  void abandon();

private:
  void shut(std::unique_lock<std::mutex> held);
  void wake() noexcept;

  const std::size_t limit_;
  const int wake_;
  mutable std::mutex mutex_;
  std::string queue_;
  bool closed_ = false;
  bool overflowed_ = false;
  bool broken_ = false;
  std::function<void()> on_close_;
  std::function<void()> on_taken_;
};

/// Whether a stream may end at any time, or has an end that its reader must be able to trust.
enum class stream_kind : std::uint8_t { endless, document };

/// What a handler answers with to begin a stream.
struct stream_reply {
  std::shared_ptr<stream_source> source;
  stream_kind kind = stream_kind::endless;
  std::string content_type = "text/event-stream; charset=utf-8";
  std::string heartbeat =
    ": still here\n\n"; ///< sent when nothing else was for a while; empty = none
  std::vector<std::pair<std::string, std::string>> headers = {};
};

} // namespace baedal::http
