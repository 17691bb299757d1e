#pragma once

#include "domain/result.hpp"

#include <string>
#include <string_view>

namespace baedal::gateways {

/// Where a gateway listens. `prefix` is empty or begins with a slash and does not end with one.
struct gateway_url {
  std::string host; ///< a name, an IPv4 address, or an IPv6 address without its brackets
  int port = 0;
  std::string prefix;

  friend bool operator==(const gateway_url&, const gateway_url&) = default;
};

/// Reads `http://host:port[/prefix]`. Anything else is refused with a sentence that says what is
/// wrong.
result<gateway_url> parse_gateway_url(std::string_view url);

} // namespace baedal::gateways
