#include "node/endpoint.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

namespace baedal::node {

namespace {

bool is_ipv6(const std::string& host) noexcept {
  in6_addr address{};
  return inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

refusal malformed() {
  return {errc::value_invalid, "write HOST:PORT, for example 127.0.0.1:8080 or [::1]:8080"};
}

/// Binds for a moment, as a server does. The reason why not, or 0.
int fault_of_binding(const addrinfo& address) {
  const auto probe = ::socket(address.ai_family, address.ai_socktype, address.ai_protocol);
  if (probe < 0)
    return errno;
  const int yes = 1;
  ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  const auto fault = ::bind(probe, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
  ::close(probe);
  return fault;
}

} // namespace

std::string to_string(const endpoint& where) {
  const auto port = ':' + std::to_string(where.port);
  return is_ipv6(where.host) ? '[' + where.host + ']' + port : where.host + port;
}

result<endpoint> parse_endpoint(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos)
    return malformed();
  const auto digits = text.substr(colon + 1);
  endpoint out;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.port);
  if (error != std::errc{} || end != digits.data() + digits.size())
    return malformed();
  auto host = text.substr(0, colon);
  const auto bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed)
    host = host.substr(1, host.size() - 2);
  out.host = host;
  if (host.empty() || is_ipv6(out.host) != bracketed)
    return malformed();
  if (!bracketed && host.find_first_of("[]:/@? ") != std::string_view::npos)
    return malformed();
  return out;
}

bool is_loopback(const endpoint& where) noexcept {
  in_addr address{};
  if (inet_pton(AF_INET, where.host.c_str(), &address) == 1)
    return ntohl(address.s_addr) >> 24 == 127;
  in6_addr long_address{};
  if (inet_pton(AF_INET6, where.host.c_str(), &long_address) == 1)
    return IN6_IS_ADDR_LOOPBACK(&long_address);
  return where.host == "localhost";
}

result<unit> check_free(const endpoint& where) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const auto port = std::to_string(where.port);
  const auto sought = ::getaddrinfo(where.host.c_str(), port.c_str(), &wanted, &found);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses{found, &::freeaddrinfo};
  auto fault = sought == 0 ? EADDRNOTAVAIL : 0;
  for (const auto* each = found; sought == 0 && each != nullptr; each = each->ai_next)
    if (fault = fault_of_binding(*each); fault == 0)
      return unit{};
  const auto* why = fault != 0 ? std::strerror(fault) : "no such address";
  return refusal{errc::unavailable, "cannot listen on " + to_string(where) + ": " + why};
}

} // namespace baedal::node
