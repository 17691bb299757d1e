#pragma once

#include "http/problem.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace baedal::http {

/// Opaque to clients: where a list goes on. `list` names the list, so that a cursor of another one
/// is refused.
std::string encode_cursor(std::string_view list, std::string_view position);

/// The position of a cursor of this list; nothing for anything else.
std::optional<std::string> decode_cursor(std::string_view list, std::string_view cursor);

/// What `limit` and `cursor` of a request ask for.
struct page {
  int limit = 50;
  std::optional<std::string> after;
};

inline constexpr int largest_page = 500;

/// A `limit` outside 1..500 or a foreign cursor is 422.
checked<page> read_page(const request& in, std::string_view list);

} // namespace baedal::http
