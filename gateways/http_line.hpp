#pragma once

#include "gateways/deadline_watch.hpp"
#include "gateways/gateway_url.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baedal::gateways {

/// One request. The deadline counts for everything: connecting, sending, waiting, reading.
struct http_question {
  std::string method;
  std::string path; ///< below the prefix of the URL
  std::string body; ///< JSON; sent with POST only
  std::vector<std::pair<std::string, std::string>> headers;
  deadline_watch::clock::time_point deadline;
};

/// A reply, or why there is none.
struct http_heard {
  enum class failure : std::uint8_t {
    none,
    no_time_left, ///< nothing was sent
    not_reached,  ///< nothing was sent
    no_answer,    ///< it may have arrived
  };
  failure failed = failure::none;
  int status = 0;
  std::string body;
  std::string retry_after; ///< the header, as it came
};

/// The connections to one server over HTTP/1.1. They are kept: as many as there are threads inside
/// it at once.
class http_lines {
public:
  explicit http_lines(gateway_url place);
  ~http_lines();
  http_lines(const http_lines&) = delete;
  http_lines& operator=(const http_lines&) = delete;

  [[nodiscard]] const gateway_url& place() const { return place_; }

  /// Blocks, at most until the deadline. Thread-safe. Throws what the HTTP library throws.
  http_heard ask(const http_question& what);

private:
  class line; ///< one connection
  std::unique_ptr<line> take_line();
  void give_back(std::unique_ptr<line> free);

  gateway_url place_;
  deadline_watch watch_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<line>> free_;
};

} // namespace baedal::gateways
