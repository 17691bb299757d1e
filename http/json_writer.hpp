#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace baedal::http {

/// Writes JSON straight into a text: members in the order given, no document in between. Bytes that
/// are not UTF-8 become U+FFFD. Nesting is the caller's duty.
class json_writer {
public:
  json_writer& begin_object();
  json_writer& end_object();
  json_writer& begin_array();
  json_writer& end_array();
  json_writer& key(std::string_view name);

  json_writer& value(std::string_view text);
  json_writer& value(const char* text) { return value(std::string_view{text}); }
  json_writer& value(const std::string& text) { return value(std::string_view{text}); }
  json_writer& value(std::same_as<bool> auto truth) { return raw(truth ? "true" : "false"); }
  json_writer& value(std::integral auto number) requires(!std::same_as<decltype(number), bool>) {
    return raw(std::to_string(number));
  }
  /// Shortest form that reads back as the same number; `null` where it is not finite.
  json_writer& value(double number);
  json_writer& null() { return raw("null"); }

  /// JSON that is already written, taken over as it is.
  json_writer& raw(std::string_view text);

  template <class T>
  json_writer& member(std::string_view name, const T& content) {
    key(name);
    return value(content);
  }

  /// Writes the member only where there is a value.
  template <class T>
  json_writer& optional_member(std::string_view name, const std::optional<T>& content) {
    return content ? member(name, *content) : *this;
  }

  /// The text so far; the writer is empty afterwards.
  std::string take() { return std::exchange(out_, {}); }

private:
  void separate();

  std::string out_;
  bool first_ = true;
};

} // namespace baedal::http
