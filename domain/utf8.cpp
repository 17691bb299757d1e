#include "domain/utf8.hpp"

#include <cstdint>
#include <cstring>
#include <utility>

namespace baedal {

namespace {

bool continues(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

/// The range that the second byte must lie in, which is where overlong forms, surrogates and values
/// over U+10FFFF show.
std::pair<unsigned, unsigned> second_byte_range(unsigned lead) noexcept {
  switch (lead) {
    case 0xe0: return {0xa0, 0xbf};
    case 0xed: return {0x80, 0x9f};
    case 0xf0: return {0x90, 0xbf};
    case 0xf4: return {0x80, 0x8f};
    default: return {0x80, 0xbf};
  }
}

/// How many bytes at the front are ASCII, as far as whole words of eight tell.
std::size_t ascii_length(std::string_view text) noexcept {
  std::size_t length = 0;
  for (std::uint64_t word = 0; text.size() - length >= sizeof word; length += sizeof word) {
    std::memcpy(&word, text.data() + length, sizeof word);
    if ((word & 0x8080808080808080U) != 0)
      break;
  }
  return length;
}

} // namespace

std::size_t utf8_length(std::string_view text) noexcept {
  if (text.empty())
    return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80)
    return 1;
  const std::size_t length = lead < 0xc2 ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
  if (length == 0 || text.size() < length)
    return 0;
  const auto [low, high] = second_byte_range(lead);
  const auto second = static_cast<unsigned char>(text[1]);
  if (second < low || second > high)
    return 0;
  for (std::size_t index = 2; index < length; ++index)
    if (!continues(text[index]))
      return 0;
  return length;
}

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    text.remove_prefix(ascii_length(text));
    if (text.empty())
      return true;
    const auto length = utf8_length(text);
    if (length == 0)
      return false;
    text.remove_prefix(length);
  }
  return true;
}

} // namespace baedal
