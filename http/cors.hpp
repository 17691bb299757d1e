#pragma once

#include "http/message_head.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baedal::http {

/// Whose web pages may call this server, cookies included, and read its answers (the Fetch
/// standard's CORS protocol). Nobody's, unless origins are named.
class cors_policy {
public:
  cors_policy() = default;

  /// Origins as browsers send them, "https://shop.example"; "*" stands for all.
  explicit cors_policy(std::vector<std::string> origins);

  /// The answer to a browser that asks first; nothing where this is no such question, or the
  /// origin is none of ours: then the request is one like any other.
  [[nodiscard]] std::optional<response> preflight(const message_head& head) const;

  /// What an answer to this origin says, whatever it is.
  [[nodiscard]] std::vector<text_pair> headers_for(std::optional<std::string_view> origin) const;

private:
  [[nodiscard]] bool allows(std::optional<std::string_view> origin) const;

  std::vector<std::string> origins_;
};

/// The value of a header of a head; the name in lower case.
std::optional<std::string_view> header_of(const message_head& head, std::string_view name);

} // namespace baedal::http
