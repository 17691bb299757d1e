#include "http/message_head.hpp"

#include "http/text_check.hpp"

#include <algorithm>
#include <charconv>

namespace baedal::http {

namespace {

/// A `token` of RFC 9110, section 5.6.2.
bool is_token(std::string_view text) noexcept {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || marks.find(c) != std::string_view::npos;
  });
}

input_fault bad_request(std::string detail, std::string field = {}) {
  return {400, "bad_request", std::move(detail), std::move(field)};
}

/// True where a comma-separated list has the word, whatever its case.
bool lists(std::string_view value, std::string_view word) {
  const auto low = lower_case(value);
  std::string_view rest = low;
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    if (trimmed(rest.substr(0, comma)) == word)
      return true;
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
  }
  return false;
}

std::optional<input_fault> read_request_line(std::string_view line, message_head& out,
                                             const head_limits& limits) {
  const auto first = line.find(' ');
  const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos)
    return bad_request("the request line is malformed");
  const auto version = line.substr(second + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    if (version.starts_with("HTTP/"))
      return input_fault{505, "version_not_supported", "only HTTP/1.1 and HTTP/1.0 are served"};
    return bad_request("the request line is malformed");
  }
  out.version = version == "HTTP/1.1" ? http_version::http_1_1 : http_version::http_1_0;
  const auto method = verb_of(line.substr(0, first));
  if (!method)
    return input_fault{501, "method_not_implemented", "no resource here has this method"};
  out.method = *method;
  out.target = line.substr(first + 1, second - first - 1);
  if (out.target.size() > limits.target_bytes)
    return input_fault{414, "uri_too_long", "the address is too long"};
  if (!out.target.starts_with('/') || has_control_characters(out.target)
      || out.target.find('#') != std::string::npos)
    return bad_request("the address must be an absolute path");
  return std::nullopt;
}

std::optional<input_fault> read_content_length(std::string_view value, message_head& out,
                                               const head_limits& limits) {
  const bool digits = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
  if (!digits)
    return bad_request("must be one plain number", "Content-Length");
  const auto* end = value.data() + value.size();
  const auto error = std::from_chars(value.data(), end, out.content_length).ec;
  if (error != std::errc{} || out.content_length > limits.body_bytes)
    return input_fault{413, "body_too_large",
                       "a body may have " + std::to_string(limits.body_bytes) + " bytes"};
  return std::nullopt;
}

/// The headers that decide how the message is framed, or that nobody may send.
std::optional<input_fault> apply_header(const std::string& name, std::string_view value,
                                        message_head& out, const head_limits& limits) {
  if (name == "content-length")
    return read_content_length(value, out, limits);
  if (name == "transfer-encoding")
    return input_fault{411, "length_required", "a body needs a Content-Length",
                       "Transfer-Encoding"};
  if (name == "content-encoding" && lower_case(value) != "identity")
    return input_fault{415, "unsupported_encoding", "bodies must not be compressed",
                       "Content-Encoding"};
  if (name == "content-type" && lower_case(value).starts_with("multipart/"))
    return input_fault{415, "unsupported_media_type", "multipart bodies are not served",
                       "Content-Type"};
  if (name == "range")
    return bad_request("ranges are not served", "Range");
  if (name.starts_with("remote_") || name.starts_with("local_"))
    return bad_request("must not be sent by clients", name);
  if (name == "expect") {
    out.expects_continue = lower_case(value) == "100-continue";
    if (!out.expects_continue)
      return bad_request("only 100-continue can be expected", "Expect");
  }
  if (name == "connection")
    out.closes = out.closes || lists(value, "close");
  return std::nullopt;
}

std::optional<input_fault> read_header(std::string_view line, message_head& out,
                                       const head_limits& limits) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return bad_request("a header line is malformed");
  auto name = lower_case(line.substr(0, colon));
  const auto value = trimmed(line.substr(colon + 1));
  const bool garbage = std::any_of(value.begin(), value.end(), [](char c) {
    return c != '\t' && has_control_characters({&c, 1});
  });
  if (garbage)
    return bad_request("has control characters", name);
  constexpr std::string_view once[] = {"content-length", "host", "content-type"};
  const bool single = std::find(std::begin(once), std::end(once), name) != std::end(once);
  const auto same = [&](const auto& header) { return header.first == name; };
  if (single && std::any_of(out.headers.begin(), out.headers.end(), same))
    return bad_request("may be sent only once", name);
  if (auto fault = apply_header(name, value, out, limits))
    return fault;
  out.headers.emplace_back(std::move(name), value);
  return std::nullopt;
}

} // namespace

head_scan find_head_end(std::string_view received, const head_limits& limits) noexcept {
  const auto found = received.find("\r\n\r\n");
  const auto end = found == std::string_view::npos ? received.size() : found + 4;
  for (std::size_t i = 0; i < end; ++i)
    if (received[i] == '\0' || (received[i] == '\n' && (i == 0 || received[i - 1] != '\r')))
      return {0, 400};
  if (received.substr(0, end).find("\r\n") == std::string_view::npos
      && end > limits.target_bytes + 32)
    return {0, 414};
  if (end > limits.head_bytes)
    return {0, 431};
  return {found == std::string_view::npos ? 0 : end, 0};
}

checked<message_head> read_head(std::string_view text, const head_limits& limits) {
  message_head out;
  auto line_end = text.find("\r\n");
  if (auto fault = read_request_line(text.substr(0, line_end), out, limits))
    return *fault;
  out.closes = out.version == http_version::http_1_0; // Kept open only in HTTP/1.1.
  text.remove_prefix(line_end + 2);
  bool has_host = false;
  while (!text.starts_with("\r\n")) {
    line_end = text.find("\r\n");
    if (out.headers.size() == limits.header_lines)
      return input_fault{431, "headers_too_large", "the request has too many headers"};
    if (auto fault = read_header(text.substr(0, line_end), out, limits))
      return *fault;
    has_host = has_host || out.headers.back().first == "host";
    text.remove_prefix(line_end + 2);
  }
  if (!has_host && out.version == http_version::http_1_1)
    return bad_request("is required", "Host");
  return out;
}

} // namespace baedal::http
