#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace baedal::http {

/// What became of waiting for bytes.
enum class wire_event : std::uint8_t {
  bytes, ///< more of them are in the buffer
  gone,  ///< the peer closed or broke the connection
  late,  ///< the deadline passed
  woken, ///< the other descriptor became readable
};

/// One accepted TCP connection; closes it in the end. Blocking, with deadlines.
class socket_wire {
public:
  using clock = std::chrono::steady_clock;

  explicit socket_wire(int descriptor) noexcept;
  socket_wire(const socket_wire&) = delete;
  socket_wire& operator=(const socket_wire&) = delete;
  ~socket_wire();

  /// Received and not yet used.
  std::string buffer;

  [[nodiscard]] std::string peer_address() const;

  /// Waits for bytes and appends them to `buffer`, or for `wake` (-1 = none) to become readable.
  wire_event receive(clock::time_point deadline, int wake = -1);

  /// False where the peer is gone or takes nothing until the deadline.
  bool send(std::string_view bytes, clock::time_point deadline);

  /// Closes our side and takes what still comes for a moment: closing over unread bytes would reset
  /// the connection and tear the last reply out of the peer's hands.
  void linger(std::chrono::milliseconds at_most);

private:
  const int descriptor_;
};

} // namespace baedal::http
