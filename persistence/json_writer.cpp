#include "persistence/json_writer.hpp"

#include "domain/json_text.hpp"

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

} // namespace

void put_text(std::string& out, std::string_view text) {
  auto nul = text.find('\0');
  if (nul == std::string_view::npos)
    return append_json_text(out, text);
  std::string without{text};
  for (; nul != std::string::npos; nul = without.find('\0', nul))
    without.replace(nul, 1, replacement);
  append_json_text(out, without);
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
