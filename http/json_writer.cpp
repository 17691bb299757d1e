#include "http/json_writer.hpp"

#include "http/text_check.hpp"

#include <algorithm>
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

bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// Copies what needs no escape in one piece, which mostly is all of it.
void append_valid(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto stop = std::find_if(text.begin(), text.end(), needs_escape);
    const auto plain = static_cast<std::size_t>(stop - text.begin());
    out.append(text.substr(0, plain));
    if (plain == text.size())
      return;
    append_escaped(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
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
    append_valid(out, text);
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
