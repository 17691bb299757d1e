#include "gateways/gateway_url.hpp"

#include <algorithm>
#include <charconv>

namespace baedal::gateways {

namespace {

refusal unusable(std::string_view url, std::string_view why) {
  return {errc::value_invalid, "the URL '" + std::string{url} + "' cannot be used: "
                                 + std::string{why} + " (expected http://host:port[/prefix])"};
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool consists_of(std::string_view text, std::string_view also) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || also.find(c) != std::string_view::npos;
  });
}

bool read_port(std::string_view text, int& port) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  return failed == std::errc{} && end == text.data() + text.size() && port >= 1 && port <= 65535
         && text.front() != '+' && text.front() != '-';
}

/// Splits "host:port" or "[v6]:port"; false if there is no port.
bool split_authority(std::string_view authority, std::string_view& host, std::string_view& port) {
  const auto bracket = authority.starts_with('[') ? authority.find(']') : std::string_view::npos;
  if (bracket != std::string_view::npos) {
    host = authority.substr(1, bracket - 1);
    authority.remove_prefix(bracket + 1);
    if (!authority.starts_with(':'))
      return false;
    port = authority.substr(1);
    return !port.empty();
  }
  const auto colon = authority.find(':');
  if (colon == std::string_view::npos)
    return false;
  host = authority.substr(0, colon);
  port = authority.substr(colon + 1);
  return !port.empty();
}

} // namespace

result<gateway_url> parse_gateway_url(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (url.starts_with("https://"))
    return unusable(url, "https is not spoken here, put a TLS proxy on this machine in front");
  if (!url.starts_with(scheme))
    return unusable(url, "it does not begin with http://");
  const auto rest = url.substr(scheme.size());
  const auto slash = rest.find('/');
  const auto authority = rest.substr(0, slash);
  auto prefix = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash);
  while (prefix.ends_with('/'))
    prefix.remove_suffix(1);

  gateway_url place;
  std::string_view host, port;
  if (authority.find('@') != std::string_view::npos)
    return unusable(url, "credentials do not belong into it, secret keys are options of their own");
  if (!split_authority(authority, host, port))
    return unusable(url, "it names no port");
  if (!read_port(port, place.port))
    return unusable(url, "the port is not a number from 1 to 65535");
  const bool is_v6 = authority.starts_with('[');
  if (host.empty() || !consists_of(host, is_v6 ? ":." : ".-_"))
    return unusable(url, "the host is not a host name or an address");
  if (!consists_of(prefix, "/-._~"))
    return unusable(url, "the prefix is not a plain path");
  place.host = host;
  place.prefix = prefix;
  return place;
}

} // namespace baedal::gateways
