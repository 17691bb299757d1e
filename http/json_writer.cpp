#include "http/json_writer.hpp"

#include "http/text_check.hpp"

#include <charconv>
#include <cmath>

namespace baedal::http {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20) {
    out += c;
    return;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

/// Takes one code point, or one byte that belongs to none, from the front of `text`.
void append_repaired(std::string& out, std::string_view& text) {
  for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
    if (is_utf8(text.substr(0, length))) {
      out += text.substr(0, length);
      text.remove_prefix(length);
      return;
    }
  }
  out += replacement;
  text.remove_prefix(1);
}

} // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  if (is_utf8(text)) {
    for (const auto c : text)
      append_escaped(out, c);
  } else {
    while (!text.empty()) {
      if (static_cast<unsigned char>(text.front()) >= 0x80) {
        append_repaired(out, text);
      } else {
        append_escaped(out, text.front());
        text.remove_prefix(1);
      }
    }
  }
  out += '"';
}

void json_writer::separate() {
  if (!first_)
    out_ += ',';
  first_ = false;
}

json_writer& json_writer::begin_object() {
  separate();
  out_ += '{';
  first_ = true;
  return *this;
}

json_writer& json_writer::end_object() {
  out_ += '}';
  first_ = false;
  return *this;
}

json_writer& json_writer::begin_array() {
  separate();
  out_ += '[';
  first_ = true;
  return *this;
}

json_writer& json_writer::end_array() {
  out_ += ']';
  first_ = false;
  return *this;
}

json_writer& json_writer::key(std::string_view name) {
  separate();
  append_json_text(out_, name);
  out_ += ':';
  first_ = true;
  return *this;
}

json_writer& json_writer::value(std::string_view text) {
  separate();
  append_json_text(out_, text);
  return *this;
}

json_writer& json_writer::value(double number) {
  if (!std::isfinite(number))
    return null();
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return raw({digits, static_cast<std::size_t>(end - digits)});
}

json_writer& json_writer::raw(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

} // namespace baedal::http
