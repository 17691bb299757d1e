#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace baedal::drills {

/// What came back; status 0 if nothing did: refused, cut or silent.
struct http_answer {
  int status = 0;
  std::string body = {};
  std::string retry_after = {};

  /// The member `name` of the JSON body, as text; empty if there is none.
  [[nodiscard]] std::string member(const std::string& name) const;
};

/// One client and its connection, kept alive from request to request. For one thread.
class caller {
public:
  explicit caller(std::uint16_t port, std::chrono::seconds patience = std::chrono::seconds{20});
  ~caller();
  caller(caller&&) noexcept;

  http_answer get(const std::string& path, const std::string& accept = "*/*");
  http_answer post(const std::string& path, const std::string& body, const std::string& key = {});
  http_answer put(const std::string& path, const std::string& body);
  http_answer remove(const std::string& path);

private:
  struct connection;
  std::unique_ptr<connection> connection_;
};

/// A port of the loopback that nobody listens on, below those that the kernel hands out by itself:
/// a server that is restarted finds it free again. Never the same twice: whoever got one need not
/// have bound it yet.
std::uint16_t free_port();

} // namespace baedal::drills
