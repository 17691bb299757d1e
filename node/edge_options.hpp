#pragma once

#include "node/command_parser.hpp"
#include "node/settings.hpp"

namespace baedal::node {

/// The options of `serve` about its doors: further ports, web pages, and the brands' own APIs.
void add_edge_options(const option_set& add, serve_settings& to);

/// "8081-8087,8088": each port once, in the order given.
result<std::vector<std::uint16_t>> parse_ports(const std::string& text);

/// Where a node listens besides `http`; a port that is `http`'s own is left out.
std::vector<endpoint> compat_endpoints(const serve_settings& how);

} // namespace baedal::node
