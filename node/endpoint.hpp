#pragma once

#include "domain/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace baedal::node {

/// Where a server listens. An IPv6 address stands here without its brackets; port 0 is any free
/// one.
struct endpoint {
  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const endpoint&, const endpoint&) = default;
};

/// "127.0.0.1:8080", "[::1]:8080".
std::string to_string(const endpoint& where);

/// Reads what `to_string` writes; names of hosts are taken as they are.
result<endpoint> parse_endpoint(std::string_view text);

/// Whether only this machine can reach it: 127.0.0.0/8, ::1 and the name localhost.
bool is_loopback(const endpoint& where) noexcept;

/// Whether a server could listen there now; `unavailable` with a detail for people if not. Nothing
/// listens for it, so nobody is let in meanwhile.
result<unit> check_free(const endpoint& where);

} // namespace baedal::node
