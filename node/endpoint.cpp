#include "node/endpoint.hpp"

#include <arpa/inet.h>

#include <charconv>

namespace baedal::node {

namespace {

bool is_ipv6(const std::string& host) noexcept {
  in6_addr address{};
  return inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

refusal malformed() {
  return {errc::value_invalid, "write HOST:PORT, for example 127.0.0.1:8080 or [::1]:8080"};
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

} // namespace baedal::node
