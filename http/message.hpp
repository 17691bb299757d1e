#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baedal::http {

enum class verb : std::uint8_t { get, post, put, patch, remove, options, head };

inline constexpr std::size_t verb_count = 7;

/// The method as it stands on the wire, for example "DELETE".
std::string_view to_string(verb method) noexcept;

std::optional<verb> verb_of(std::string_view method) noexcept;

using text_pair = std::pair<std::string, std::string>;

/// One request, complete and checked. Names of headers are in lower case and values are as sent,
/// not percent-decoded.
struct request {
  verb method = verb::get;
  std::string path = {};                   ///< without the query, still percent-encoded
  std::string route = {};                  ///< the pattern that matched, "/api/v1/orders/{id}"
  std::vector<text_pair> parameters = {};  ///< of the path, decoded
  std::vector<text_pair> query_pairs = {}; ///< decoded, in the order sent; names may repeat
  std::vector<text_pair> headers = {};
  std::string body = {};
  std::string remote_address = {};

  /// A parameter of the path; empty where the route has none of this name.
  [[nodiscard]] std::string_view parameter(std::string_view name) const noexcept;

  /// The first value of a query parameter.
  [[nodiscard]] std::optional<std::string_view> query(std::string_view name) const noexcept;

  /// The first value of a header; the name in lower case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t header_count(std::string_view name) const noexcept;
};

/// The charset is part of every JSON type we send.
inline constexpr std::string_view json_type = "application/json; charset=utf-8";
inline constexpr std::string_view problem_type = "application/problem+json; charset=utf-8";

struct response {
  int status = 200;
  std::string content_type{json_type};
  std::string body = {};
  std::vector<text_pair> headers = {};

  /// The first value of a header, compared exactly.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
};

/// A reply without content.
response no_content(int status = 204);

/// A JSON reply.
response json(int status, std::string body);

/// "Not Found" for 404; "Unknown" for a status that we never send.
std::string_view reason_phrase(int status) noexcept;

} // namespace baedal::http
