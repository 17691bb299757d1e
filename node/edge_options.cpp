#include "node/edge_options.hpp"

#include "node/number_options.hpp"

#include <algorithm>

namespace baedal::node {

namespace {

constexpr auto usual_ports = "8081-8088";

refusal no_ports() {
  return {errc::value_invalid, "write ports, for example 8081-8087,8088"};
}

result<std::uint64_t> parse_port(std::string_view text) {
  return parse_number(std::string{text}, {1, 65'535});
}

/// "8081" or "8081-8087", at the end of `ports`.
bool add_range(std::string_view text, std::vector<std::uint16_t>& ports) {
  const auto dash = text.find('-');
  const auto first = parse_port(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : parse_port(text.substr(dash + 1));
  if (!first || !last || *first > *last)
    return false;
  for (auto port = *first; port <= *last; ++port)
    if (std::find(ports.begin(), ports.end(), port) == ports.end())
      ports.push_back(static_cast<std::uint16_t>(port));
  return true;
}

/// As browsers write it: scheme and host, perhaps a port, nothing behind.
bool is_origin(std::string_view text) {
  const auto mark = text.find("://");
  if (mark == std::string_view::npos || mark == 0)
    return false;
  const auto host = text.substr(mark + 3);
  return !host.empty() && host.find_first_of("/?#@ ,*") == std::string_view::npos;
}

result<unit> add_origins(const std::string& text, std::vector<std::string>& to) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    const auto each = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    if (each != "*" && !is_origin(each))
      return refusal{errc::value_invalid,
                     "write an origin, for example https://shop.example, or *"};
    to.emplace_back(each);
  }
  return unit{};
}

result<std::string> parse_brand(const std::string& text) {
  for (const auto* brand : {"dongne", "hansik", "mealkit", "azer"})
    if (text == brand)
      return text;
  return refusal{errc::value_invalid, "write dongne, hansik, mealkit or azer"};
}

} // namespace

result<std::vector<std::uint16_t>> parse_ports(const std::string& text) {
  constexpr std::size_t most = 64;
  std::vector<std::uint16_t> ports;
  std::string_view rest = text;
  do {
    const auto comma = rest.find(',');
    if (!add_range(rest.substr(0, comma), ports))
      return no_ports();
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
  } while (!rest.empty());
  if (ports.size() > most)
    return refusal{errc::value_invalid, "write at most 64 ports"};
  return ports;
}

std::vector<endpoint> compat_endpoints(const serve_settings& how) {
  const auto& host = how.compat_host.empty() ? how.http.host : how.compat_host;
  std::vector<endpoint> out;
  for (const auto port : how.compat_ports)
    if (endpoint where{host, port}; where != how.http)
      out.push_back(std::move(where));
  return out;
}

void add_edge_options(const option_set& add, serve_settings& to) {
  add.optional_value({"compat-ports", "PORTS",
                      "listen on the ports of the brands' former services, too; each serves "
                      "everything",
                      usual_ports},
                     into(to.compat_ports, parse_ports));
  add.text({"compat-host", "HOST", "where, if not where --http listens"}, to.compat_host);
  add.several({"cors-origin", "ORIGIN", "whose web pages may call; * for all, may be repeated"},
              [&to](const std::string& text) { return add_origins(text, to.cors_origins); });
  add.parsed({"default-brand", "BRAND",
              "whose orders those on /orders are that nothing tells from others'",
              to.default_brand},
             into(to.default_brand, parse_brand));
}

} // namespace baedal::node
