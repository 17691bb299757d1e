#include "gateways/http_line.hpp"

#include <httplib.h>

namespace baedal::gateways {

namespace {

using namespace std::chrono_literals;
using clock = deadline_watch::clock;
using failure = http_heard::failure;

/// A kept connection that was idle for longer is opened anew: the other end may be about to close
/// it, and a request that meets the closing has an unknown outcome.
constexpr auto longest_idle = 400ms;
/// No reply that we read is larger.
constexpr std::size_t largest_reply = 64 * 1024;
/// With less than this left a call is not begun.
constexpr auto shortest_call = 1ms;

} // namespace

class http_lines::line {
public:
  explicit line(const gateway_url& place) : client_(place.host, place.port) {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    client_.set_follow_location(false);
    client_.set_url_encode(false);
    client_.set_decompress(false);
  }

  http_heard ask(const http_question& what, const std::string& path, deadline_watch& watch) {
    const auto start = clock::now();
    const auto budget =
      std::chrono::duration_cast<std::chrono::milliseconds>(what.deadline - start);
    if (budget < shortest_call)
      return {failure::no_time_left, 0, {}, {}};
    if (start - last_use_ > longest_idle)
      client_.stop();
    client_.set_connection_timeout(budget);
    client_.set_write_timeout(budget);
    client_.set_read_timeout(budget);
    httplib::Request request;
    request.method = what.method;
    request.path = path;
    for (const auto& [name, value] : what.headers)
      request.set_header(name.c_str(), value);
    if (what.method == "POST") {
      request.body = what.body;
      request.set_header("Content-Type", "application/json; charset=utf-8");
    }
    auto out = send(request, what.deadline, watch);
    last_use_ = clock::now();
    return out;
  }

private:
  http_heard send(httplib::Request& request, clock::time_point deadline, deadline_watch& watch) {
    http_heard out;
    request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t,
                                   std::uint64_t) {
      out.body.append(data, size);
      return out.body.size() <= largest_reply;
    };
    httplib::Response response;
    auto error = httplib::Error::Success; // The client names a failed name lookup only if it is so.
    bool replied = false;
    {
      const deadline_watch::guard limit{watch, deadline, [this] { client_.stop(); }};
      replied = client_.send(request, response, error);
    }
    out.status = response.status;
    out.retry_after = response.get_header_value("Retry-After");
    if (replied)
      return out;
    client_.stop(); // What is left of a reply must not be taken for the answer to the next request.
    const bool reached =
      error != httplib::Error::Connection && error != httplib::Error::ConnectionTimeout;
    out.failed = reached ? failure::no_answer : failure::not_reached;
    return out;
  }

  httplib::ClientImpl client_;
  clock::time_point last_use_ = clock::now();
};

http_lines::http_lines(gateway_url place) : place_(std::move(place)) {
  // nop
}

http_lines::~http_lines() = default;

http_heard http_lines::ask(const http_question& what) {
  auto connection = take_line();
  auto out = connection->ask(what, place_.prefix + what.path, watch_);
  give_back(std::move(connection));
  return out;
}

std::unique_ptr<http_lines::line> http_lines::take_line() {
  {
    const std::lock_guard lock{mutex_};
    if (!free_.empty()) {
      auto out = std::move(free_.back());
      free_.pop_back();
      return out;
    }
  }
  return std::make_unique<line>(place_);
}

void http_lines::give_back(std::unique_ptr<line> free) {
  const std::lock_guard lock{mutex_};
  free_.push_back(std::move(free));
}

} // namespace baedal::gateways
