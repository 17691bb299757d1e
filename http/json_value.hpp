#pragma once

#include "http/problem.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace baedal::http {

/// A parsed JSON value. Members keep the order of the text. An integer that does not fit is a
/// `double`.
struct json_value {
  using array = std::vector<json_value>;
  using object = std::vector<std::pair<std::string, json_value>>;

  std::variant<std::monostate, bool, std::int64_t, double, std::string, array, object> content;

  /// The member of this name; null where there is none, where it is `null`, or where this is no
  /// object.
  [[nodiscard]] const json_value* member(std::string_view name) const noexcept;
};

/// Parses a whole text under our rules: one value, UTF-8, no member twice in one object, no deeper
/// than `max_depth`. Every fault is a 400 `bad_json`.
checked<json_value> parse_json(std::string_view text, std::size_t max_depth);

} // namespace baedal::http
