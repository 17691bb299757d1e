#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace baedal::gateways {

/// A TCP peer on a free loopback port that does with each connection what the test says, in a
/// thread of its own. The script gets the socket and must end once `stopping()` is true.
class scripted_peer {
public:
  using script = std::function<void(int socket, const scripted_peer& peer)>;

  explicit scripted_peer(script act);
  ~scripted_peer();
  scripted_peer(const scripted_peer&) = delete;
  scripted_peer& operator=(const scripted_peer&) = delete;

  [[nodiscard]] std::string url() const;
  [[nodiscard]] bool stopping() const { return stopping_; }
  /// The peer's own pace, where a test is about pace. Ends early when the peer is to stop.
  void pause(std::chrono::milliseconds time) const;
  [[nodiscard]] int connections() const { return connections_; }

private:
  void accept_all();

  script act_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_;
  mutable std::condition_variable stopped_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

/// Reads one whole request; empty if the other end went away.
std::string read_request(int socket);

/// Sends all of it; false if the other end went away.
bool send_text(int socket, std::string_view text);

/// A whole HTTP reply.
std::string reply_of(int status, const std::string& body);

/// The URL of a loopback port on which nobody listens.
std::string refusing_url();

} // namespace baedal::gateways
