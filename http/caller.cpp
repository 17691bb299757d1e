#include "http/caller.hpp"

#include "http/entity_tag.hpp"
#include "http/idempotency_key.hpp"

#include <algorithm>

namespace baedal::http {

namespace {

bool is_lower_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_zero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

/// "00-<32 hex: trace>-<16 hex: parent>-<2 hex: flags>"; later versions may go on after a dash.
bool is_traceparent(std::string_view text) {
  constexpr std::size_t length = 55;
  if (text.size() < length || text[2] != '-' || text[35] != '-' || text[52] != '-')
    return false;
  const auto version = text.substr(0, 2);
  const auto trace = text.substr(3, 32);
  const auto parent = text.substr(36, 16);
  if (!is_lower_hex(version) || !is_lower_hex(trace) || !is_lower_hex(parent)
      || !is_lower_hex(text.substr(53, 2)))
    return false;
  if (version == "ff" || is_zero(trace) || is_zero(parent))
    return false;
  return text.size() == length || (version != "00" && text[length] == '-');
}

} // namespace

std::string read_traceparent(const request& in) {
  const auto sent = in.header("traceparent");
  if (!sent || in.header_count("traceparent") != 1 || !is_traceparent(*sent))
    return {};
  return std::string{sent->substr(0, 55)};
}

checked<actors::caller> read_caller(const request& in) {
  actors::caller from;
  if (in.method == verb::post) {
    const auto key = read_idempotency_key(in);
    if (!key)
      return key.fault();
    if (*key) {
      std::string whole{to_string(in.method)};
      from.key = fingerprint_of(**key, whole.append(" ").append(in.path).append("\n") + in.body);
    }
  }
  const auto wanted = read_if_match(in);
  if (!wanted)
    return wanted.fault();
  from.if_match = *wanted;
  from.traceparent = read_traceparent(in);
  return from;
}

} // namespace baedal::http
