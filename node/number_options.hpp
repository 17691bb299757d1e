#pragma once

#include "node/command_parser.hpp"

#include <cstdint>
#include <limits>

namespace baedal::node {

/// What a number on the command line may be, both ends included.
struct number_range {
  std::uint64_t least = 0;
  std::uint64_t most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
};

result<std::uint64_t> parse_number(const std::string& text, number_range allowed);

/// Reads a number, or a time in the unit of its type.
template <class Number>
option_reader number(Number& target, number_range allowed) {
  return into(target, [allowed](const std::string& text) -> result<Number> {
    const auto value = parse_number(text, allowed);
    if (!value)
      return value.error();
    return Number(*value);
  });
}

} // namespace baedal::node
