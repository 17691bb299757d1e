#include "domain/json_text.hpp"

#include "domain/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace baedal {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_plain(char byte) noexcept {
  const auto code = static_cast<unsigned char>(byte);
  return code >= 0x20 && code < 0x80 && byte != '"' && byte != '\\';
}

/// Whether the next eight bytes are plain. What makes one of them odd sets the high bit of a byte.
bool are_plain(const char* eight) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101U;
  constexpr std::uint64_t high = 0x80 * each;
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  const auto below = [](std::uint64_t bytes, std::uint64_t least) {
    return (bytes - least * each) & ~bytes;
  };
  const auto odd = word | below(word, 0x20) | below(word ^ ('"' * each), 1)
                   | below(word ^ ('\\' * each), 1);
  return (odd & high) == 0;
}

/// How many bytes at the front a JSON string takes as they are.
std::size_t plain_length(std::string_view text) noexcept {
  std::size_t length = 0;
  while (text.size() - length >= 8 && are_plain(text.data() + length))
    length += 8;
  while (length < text.size() && is_plain(text[length]))
    ++length;
  return length;
}

void append_escaped(std::string& out, char byte) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (byte) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  const auto code = static_cast<unsigned char>(byte);
  out += "\\u00";
  out += hex[code >> 4U];
  out += hex[code & 0xfU];
}

} // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const auto plain = plain_length(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty())
      break;
    const auto length = utf8_length(text);
    if (length == 0)
      out += replacement;
    else if (length == 1)
      append_escaped(out, text.front());
    else
      out += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

} // namespace baedal
