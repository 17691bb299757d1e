#include "persistence/json_writer.hpp"

#include "domain/checks.hpp"

#include <charconv>
#include <cmath>
#include <iterator>

namespace baedal::persistence {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

template <class Number>
void put_number(std::string& out, Number number) {
  char digits[40];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  out.append(digits, end);
}

bool is_plain(char byte) noexcept {
  const auto code = static_cast<unsigned char>(byte);
  return code >= 0x20 && code < 0x80 && byte != '"' && byte != '\\';
}

void put_escaped(std::string& out, char byte) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (byte) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\0': out += replacement; return;
    default: break;
  }
  const auto code = static_cast<unsigned char>(byte);
  out += "\\u00";
  out += hex[code >> 4U];
  out += hex[code & 0xfU];
}

} // namespace

void put_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain]))
      ++plain;
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty())
      break;
    const auto length = utf8_length(text);
    if (length == 0)
      out += replacement;
    else if (length == 1)
      put_escaped(out, text.front());
    else
      out += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

void put_signed(std::string& out, std::int64_t number) {
  put_number(out, number);
}

void put_unsigned(std::string& out, std::uint64_t number) {
  put_number(out, number);
}

void put_real(std::string& out, double number) {
  if (std::isfinite(number))
    put_number(out, number);
  else
    out += '0';
}

} // namespace baedal::persistence
