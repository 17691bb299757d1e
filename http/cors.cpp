#include "http/cors.hpp"

#include <algorithm>

namespace baedal::http {

namespace {

constexpr auto methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
constexpr auto exposed = "Location, ETag, Retry-After";
constexpr auto remembered_seconds = "600";

} // namespace

std::optional<std::string_view> header_of(const message_head& head, std::string_view name) {
  const auto found = std::find_if(head.headers.begin(), head.headers.end(),
                                  [&](const text_pair& each) { return each.first == name; });
  if (found == head.headers.end())
    return std::nullopt;
  return found->second;
}

cors_policy::cors_policy(std::vector<std::string> origins) : origins_(std::move(origins)) {
  // nop
}

bool cors_policy::allows(std::optional<std::string_view> origin) const {
  return origin && std::any_of(origins_.begin(), origins_.end(), [&](const std::string& each) {
           return each == "*" || each == *origin;
         });
}

std::optional<response> cors_policy::preflight(const message_head& head) const {
  const auto origin = header_of(head, "origin");
  if (head.method != verb::options || !header_of(head, "access-control-request-method")
      || !allows(origin))
    return std::nullopt;
  auto out = no_content();
  out.headers = headers_for(origin);
  out.headers.emplace_back("Access-Control-Allow-Methods", methods);
  if (const auto asked = header_of(head, "access-control-request-headers"))
    out.headers.emplace_back("Access-Control-Allow-Headers", *asked);
  out.headers.emplace_back("Access-Control-Max-Age", remembered_seconds);
  return out;
}

std::vector<text_pair> cors_policy::headers_for(std::optional<std::string_view> origin) const {
  if (origins_.empty())
    return {};
  if (!allows(origin))
    return {{"Vary", "Origin"}};
  // The origin itself, not a star: browsers want that where cookies may come along.
  return {{"Vary", "Origin"},
          {"Access-Control-Allow-Origin", std::string{*origin}},
          {"Access-Control-Allow-Credentials", "true"},
          {"Access-Control-Expose-Headers", exposed}};
}

} // namespace baedal::http
