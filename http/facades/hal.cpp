#include "http/facades/hal.hpp"

#include "http/text_check.hpp"

#include <algorithm>
#include <charconv>

namespace baedal::http::facades {

namespace {

constexpr std::string_view hal_type = "application/hal+json; charset=utf-8";

/// A name, address or number of a port; nothing that would break out of a header or a link.
bool is_host(std::string_view text) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789.-_:[]";
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

/// How much a client likes a type, 0 to 1: what its Accept header says of exactly this type.
double liking(std::string_view accept, std::string_view type) {
  while (!accept.empty()) {
    const auto comma = accept.find(',');
    const auto each = accept.substr(0, comma);
    accept = comma == std::string_view::npos ? std::string_view{} : accept.substr(comma + 1);
    const auto semicolon = each.find(';');
    if (lower_case(trimmed(each.substr(0, semicolon))) != type)
      continue;
    double weight = 1;
    if (const auto q = each.find("q=");
        semicolon != std::string_view::npos && q > semicolon && q != std::string_view::npos)
      std::from_chars(each.data() + q + 2, each.data() + each.size(), weight);
    return weight;
  }
  return 0;
}

bool sent_json(const request& in) {
  const auto type = in.header("content-type").value_or("");
  return lower_case(trimmed(type.substr(0, type.find(';')))) == "application/json";
}

} // namespace

std::string address_of(const request& in, std::initializer_list<std::string_view> segments) {
  const auto host = in.header("host").value_or("");
  std::string out = "http://";
  out += is_host(host) ? host : "localhost";
  for (const auto segment : segments)
    out += "/" + percent_encode(segment);
  return out;
}

response answer_to(const request& in, int status, std::string body) {
  auto out = json(status, std::move(body));
  const auto accept = in.header("accept").value_or("");
  const auto plain = liking(accept, "application/json");
  const auto hal = liking(accept, "application/hal+json");
  const bool is_plain = hal > 0 || plain > 0 ? plain > hal : sent_json(in);
  if (!is_plain)
    out.content_type = hal_type;
  return out;
}

response nothing_here() {
  return {.status = 404, .content_type = {}};
}

bool wants_body(const request& in) noexcept {
  return in.header("accept").has_value();
}

bool prefers_html(const request& in) {
  const auto accept = in.header("accept").value_or("");
  const auto html = liking(accept, "text/html");
  return html > 0
         && html >= std::max(liking(accept, "application/json"),
                             liking(accept, "application/hal+json"));
}

void write_row(json_writer& out, const request& in, const resource& as, const shown& what) {
  out.begin_object();
  for (const auto& each : as.members) {
    out.key(each.name);
    each.write(out, what);
  }
  const auto number = std::to_string(what.number);
  const auto self = address_of(in, {as.segment, number});
  const auto link = [&](std::string_view relation, std::string_view href) {
    out.key(relation).begin_object().member("href", href).end_object();
  };
  out.key("_links").begin_object();
  link("self", self);
  link(as.relation, self);
  for (const auto& each : as.actions)
    link(each.name, self + "/" + percent_encode(each.name));
  out.end_object().end_object();
}

response row_answer(const request& in, int status, const resource& as, const shown& what) {
  json_writer out;
  write_row(out, in, as, what);
  return answer_to(in, status, out.take());
}

response created_row(const request& in, const resource& as, const shown& what) {
  auto out = row_answer(in, 201, as, what);
  out.headers.emplace_back("Location", address_of(in, {as.segment, std::to_string(what.number)}));
  return out;
}

} // namespace baedal::http::facades
