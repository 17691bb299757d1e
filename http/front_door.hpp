#pragma once

#include "domain/result.hpp"
#include "http/connection.hpp"
#include "http/retired_threads.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace baedal::http {

/// How the door is built. The defaults suit a node of a few cores.
struct front_door_settings {
  std::size_t threads = 256;      ///< connections served at once; one thread each
  std::size_t max_waiting = 1024; ///< connections that wait for a thread; beyond it 503 at once
  std::chrono::milliseconds deadline = std::chrono::seconds{10}; ///< of an answer, then 503
  connection_settings connections = {};
  observer observe = {};
  cors_policy cors = {};
  std::function<void()> on_lost = {}; ///< a listener ended by itself; called on its thread, once
};

struct front_door_counters {
  std::uint64_t connections = 0; ///< accepted since the start
  std::uint64_t shed = 0;        ///< answered 503 because no thread and no place was left
  std::size_t open = 0;
  std::size_t waiting = 0;
  std::size_t streams = 0;
};

/// The HTTP server: httplib listens, accepts and hands out threads; messages are read and written
/// by `connection`. It may listen at several addresses, which share routes, threads and limits. A
/// door that was stopped does not open again; make another one.
class front_door {
public:
  front_door(route_table routes, front_door_settings settings);
  front_door(const front_door&) = delete;
  front_door& operator=(const front_door&) = delete;

  /// Stops.
  ~front_door();

  /// Binds and serves in the background; answers the port, which is of use with port 0. A port that
  /// is taken is `unavailable`, with a detail for people. A second start is a bug and throws
  /// `std::logic_error`.
  result<std::uint16_t> start(const std::string& host, std::uint16_t port);

  /// The same at one more address. Before the start, or after the end, it is a bug and throws.
  result<std::uint16_t> listen_also(const std::string& host, std::uint16_t port);

  /// From now on each reply closes its connection and streams end, while new connections are still
  /// served: clients go elsewhere without losing a request.
  void drain();

  /// Frees the ports before it returns. Requests under way are finished by threads that are joined
  /// in the background; until then handlers may still run, so what they use must live as long
  /// (`join_retired`).
  void stop();

  /// At all its addresses.
  [[nodiscard]] bool is_listening() const;
  [[nodiscard]] front_door_counters counters() const;
  [[nodiscard]] const route_table& routes() const noexcept;

  /// Waits for all threads of doors that were stopped.
  static void join_retired();

private:
  struct hall;
  class listener;

  result<std::uint16_t> open(const std::string& host, std::uint16_t port);

  std::shared_ptr<hall> hall_;
  std::vector<std::shared_ptr<listener>> listeners_;
  std::vector<retired_threads::worker> runners_;
};

} // namespace baedal::http
