#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace baedal::bench {

struct reply {
  int status = 0; ///< 0: the connection broke, so the outcome is unknown
  std::string body;
};

/// One keep-alive connection to 127.0.0.1 that asks one request at a time. It costs little, so that
/// what is measured is the server; it understands only what our server sends (Content-Length).
class http_client {
public:
  explicit http_client(std::uint16_t port) : port_(port) {}
  http_client(const http_client&) = delete;
  http_client& operator=(const http_client&) = delete;
  ~http_client();

  /// Connects where there is no connection. A connection that the server had closed while it was
  /// idle is replaced once.
  reply ask(std::string_view method, std::string_view path, std::string_view body = {});

private:
  bool connect();
  void close();
  bool send(std::string_view bytes) const;
  reply receive();

  std::uint16_t port_;
  int socket_ = -1;
  std::string in_;
};

/// The value of a text member, without unescaping; empty where there is none.
std::string member_of(std::string_view json, std::string_view name);

} // namespace baedal::bench
