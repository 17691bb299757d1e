#pragma once

#include "http/cors.hpp"
#include "http/route_table.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <string_view>

namespace baedal::http {

/// One answered request, for metrics and access logs. `route` is the pattern, "unmatched" where
/// there was none, so the number of its values is bounded.
struct served_request {
  std::string_view route;
  verb method = verb::get;
  int status = 0;
  std::chrono::steady_clock::duration took{};
};

using observer = std::function<void(const served_request&)>;

/// From a complete message to its answer: parses the address, finds the route, runs the handler and
/// waits for it, no longer than the edge's deadline. Safe to call from many threads.
class dispatcher {
public:
  struct settings {
    std::chrono::milliseconds deadline = std::chrono::seconds{10};
    std::size_t max_streams = 64;
    observer observe = {};
    cors_policy cors = {};
  };

  dispatcher(route_table routes, settings how);

  answer dispatch(message_head head, std::string body, std::string remote_address);

  [[nodiscard]] const route_table& routes() const noexcept { return routes_; }
  [[nodiscard]] std::size_t open_streams() const noexcept { return streams_; }

  /// The connection has ended a stream that `dispatch` let it begin.
  void stream_ended() noexcept { --streams_; }

private:
  answer serve(message_head head, std::string body, std::string remote_address);
  answer run(const route& row, request in);
  answer admit(answer out);

  route_table routes_;
  settings settings_;
  std::atomic<std::size_t> streams_{0};
};

} // namespace baedal::http
