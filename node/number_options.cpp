#include "node/number_options.hpp"

#include <charconv>

namespace baedal::node {

result<std::uint64_t> parse_number(const std::string& text, number_range allowed) {
  std::uint64_t value = 0;
  const auto last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc{} || end != last || value < allowed.least || value > allowed.most)
    return refusal{errc::value_invalid, "write a number from " + std::to_string(allowed.least)
                                          + " to " + std::to_string(allowed.most)};
  return value;
}

} // namespace baedal::node
