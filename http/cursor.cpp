#include "http/cursor.hpp"

#include <charconv>
#include <cstdint>

namespace baedal::http {

namespace {

// RFC 4648 section 5, without padding.
constexpr std::string_view alphabet =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const auto c : bytes) {
    held = (held << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6)
      out += alphabet[(held >> (bits - 6)) & 63];
  }
  if (bits > 0)
    out += alphabet[(held << (6 - bits)) & 63];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const auto c : text) {
    const auto digit = alphabet.find(c);
    if (digit == std::string_view::npos)
      return std::nullopt;
    held = (held << 6) | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>((held >> bits) & 255);
    }
  }
  if (to_base64url(out) != text)
    return std::nullopt; // Not the one spelling that we give out.
  return out;
}

} // namespace

std::string encode_cursor(std::string_view list, std::string_view position) {
  std::string plain{list};
  return to_base64url(plain.append("\n").append(position));
}

std::optional<std::string> decode_cursor(std::string_view list, std::string_view cursor) {
  const auto plain = from_base64url(cursor);
  if (!plain || plain->size() <= list.size() || !plain->starts_with(list)
      || (*plain)[list.size()] != '\n')
    return std::nullopt;
  return plain->substr(list.size() + 1);
}

checked<page> read_page(const request& in, std::string_view list) {
  page out;
  if (const auto sent = in.query("limit")) {
    const auto* end = sent->data() + sent->size();
    const auto [stop, error] = std::from_chars(sent->data(), end, out.limit);
    if (error != std::errc{} || stop != end || out.limit < 1 || out.limit > largest_page)
      return input_fault{422, "value_invalid", "must lie between 1 and 500", "limit"};
  }
  if (const auto sent = in.query("cursor")) {
    out.after = decode_cursor(list, *sent);
    if (!out.after)
      return input_fault{422, "value_invalid", "is no cursor of this list", "cursor"};
  }
  return out;
}

} // namespace baedal::http
