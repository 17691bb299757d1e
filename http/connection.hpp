#pragma once

#include "http/dispatcher.hpp"
#include "http/socket_wire.hpp"

#include <atomic>
#include <functional>

namespace baedal::http {

/// How long a connection waits for what.
struct connection_settings {
  head_limits limits = {};
  std::chrono::milliseconds idle_time = std::chrono::seconds{1};     ///< between two requests
  std::chrono::milliseconds request_time = std::chrono::seconds{10}; ///< from first to last byte
  std::chrono::milliseconds write_time = std::chrono::seconds{5};    ///< per MiB
  std::chrono::milliseconds heartbeat = std::chrono::seconds{10};    ///< of a silent stream
  std::size_t max_requests = 1'000'000;
};

/// What a connection shares with its server.
struct connection_host {
  dispatcher& desk;
  const connection_settings& settings;
  const std::atomic<bool>& draining; ///< replies say "Connection: close"
  int stop_event;                    ///< readable once the server stops
  std::function<bool()> others_wait; ///< for the thread of this connection: once idle, it ends
};

/// Serves one connection until either side ends it: one complete message after the other is read,
/// checked, dispatched and answered with one write. Whatever is wrong with a message ends the
/// connection after its answer.
class connection {
public:
  connection(socket_wire& wire, const connection_host& host);

  void serve();

private:
  using clock = socket_wire::clock;
  enum class next : std::uint8_t { keep, end };

  bool await_request(std::chrono::milliseconds patience);
  next serve_one();
  checked<message_head> receive_head(clock::time_point deadline);
  bool receive_body(const message_head& head, clock::time_point deadline);
  next refuse(const input_fault& why);
  next reply(const message_head& head, const response& out);
  next pump(const message_head& head, const stream_reply& out);
  bool pump_frames(const stream_reply& out, http_version version);
  [[nodiscard]] bool must_close(const message_head& head) const;
  bool send(std::string_view bytes);

  socket_wire& wire_;
  const connection_host& host_;
};

/// A reply as it goes over the wire.
std::string serialize(const response& out, verb method, bool close);

} // namespace baedal::http
