#pragma once

#include "node/command_parser.hpp"

#include <cstdint>
#include <limits>

namespace baedal::node {

struct range {
  std::uint64_t least = 0;
  std::uint64_t most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
};

/// A whole number in a range; refused with a sentence that names the range.
result<std::uint64_t> parse_number(const std::string& text, range allowed);

/// Reads a number, or a time in the unit of its type.
template <class Number>
option_reader number(Number& target, range allowed) {
  return into(target, [allowed](const std::string& text) -> result<Number> {
    const auto value = parse_number(text, allowed);
    if (!value)
      return value.error();
    return Number(*value);
  });
}

} // namespace baedal::node
