#include "actors/cursor.hpp"

#include <charconv>

namespace baedal::actors {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0)
    return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = digits.find(text[i]);
    const auto low = digits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos)
      return std::nullopt;
    bytes.push_back(static_cast<char>(high * 16 + low));
  }
  return bytes;
}

/// Takes a number and the point behind it off the front.
bool take_number(std::string_view& text, std::int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end == text.data() + text.size() || *end != '.')
    return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return true;
}

} // namespace

std::string encode_cursor(const persistence::list_key& place) {
  const auto plain =
    std::to_string(place.first) + '.' + std::to_string(place.second) + '.' + place.id;
  std::string text;
  text.reserve(plain.size() * 2);
  for (const auto c : plain) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(digits[byte >> 4]);
    text.push_back(digits[byte & 15]);
  }
  return text;
}

result<std::optional<persistence::list_key>> decode_cursor(const std::string& text) {
  using place = std::optional<persistence::list_key>;
  if (text.empty())
    return place{};
  persistence::list_key found;
  if (const auto plain = from_hex(text)) {
    std::string_view rest = *plain;
    if (take_number(rest, found.first) && take_number(rest, found.second)) {
      found.id = rest;
      return place{std::move(found)};
    }
  }
  return refusal{errc::value_invalid, "not a cursor that a page gave", "cursor"};
}

} // namespace baedal::actors
