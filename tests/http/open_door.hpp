#pragma once

#include "http/front_door.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baedal::http {

/// A condition that a test waits for, with a bound.
class signal {
public:
  void raise();
  bool wait(std::chrono::milliseconds at_most = std::chrono::seconds{10});

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool raised_ = false;
};

/// A TCP client that sends exactly the bytes it is told to.
class raw_client {
public:
  explicit raw_client(std::uint16_t port);
  raw_client(const raw_client&) = delete;
  raw_client& operator=(const raw_client&) = delete;
  ~raw_client();

  /// False once the server has closed.
  bool send(std::string_view bytes);
  void half_close();

  /// Everything until the server closes.
  std::string read_all();

  /// Everything until `mark` has come, or the server closes.
  std::string read_until(std::string_view mark);

  /// True where the server closed the connection cleanly and sent nothing more.
  bool is_closed();

private:
  bool read_some();

  int descriptor_;
  std::string received_;
};

/// A door on a free port with a handful of routes that behave in one way each, and short times.
class open_door {
public:
  open_door();
  explicit open_door(front_door_settings settings);
  ~open_door();

  std::uint16_t port = 0;
  std::optional<front_door> door;

  signal held;                         ///< a request to /held has arrived
  exchange_ptr take_held();            ///< the exchange of that request
  std::vector<std::string> observed(); ///< "GET /held 200", in order
  signal stream_open;
  signal stream_closed;
  std::shared_ptr<stream_source> stream;
  stream_kind kind = stream_kind::endless; ///< of the streams of /stream

  /// A POST of JSON to `path` with a Content-Length, ready to send.
  static std::string post(std::string_view path, std::string_view body);
  static std::string get(std::string_view path);

private:
  route_table table();
  void open_stream(const exchange_ptr& x);

  std::mutex mutex_;
  exchange_ptr held_exchange_;
  std::vector<std::string> observed_;
};

/// Settings in which nothing takes long.
front_door_settings quick_settings();

} // namespace baedal::http
