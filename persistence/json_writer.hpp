#pragma once

#include "domain/money.hpp"
#include "domain/order_words.hpp"
#include "domain/policy_words.hpp"
#include "domain/time.hpp"
#include "persistence/json_kinds.hpp"

#include <algorithm>

namespace baedal::persistence {

/// A JSON string. Malformed UTF-8 and U+0000, which PostgreSQL cannot store, become U+FFFD: what is
/// written can be read again.
void put_text(std::string& out, std::string_view text);
void put_signed(std::string& out, std::int64_t number);
void put_unsigned(std::string& out, std::uint64_t number);
/// The shortest text that reads back as the same number; 0 for what JSON cannot say.
void put_real(std::string& out, double number);

inline constexpr std::size_t longest_member = 60;

/// The name of a member: a literal without characters that JSON escapes.
struct member_name {
  template <std::size_t Size>
  consteval member_name(const char (&literal)[Size]) : text(literal, Size - 1) {
    static_assert(Size - 1 <= longest_member);
    for (const char c : text)
      if (c < 0x20 || c == 0x7f || c == '"' || c == '\\')
        throw "a member's name is plain"; // Said by the compiler.
  }
  std::string_view text;
};

/// Appends one JSON object to a text, member by member, without a tree in between: encoding is on
/// the way of every command.
class json_writer {
public:
  explicit json_writer(std::string& out) : out_{out} { out_ += '{'; }

  /// A member that is always there.
  template <class T>
  json_writer& need(member_name name, const T& value) {
    begin(name);
    put(value);
    return *this;
  }

  /// A member that is left out where it has its usual value.
  template <class T>
  json_writer& may(member_name name, const T& value, const T& usual = T{}) {
    return value == usual ? *this : need(name, value);
  }

  void close() { out_ += '}'; }

private:
  /// In one piece: there are more names than values of any kind.
  void begin(member_name name) {
    char text[longest_member + 4];
    auto* end = text;
    if (is_behind_another())
      *end++ = ',';
    *end++ = '"';
    end = std::copy(name.text.begin(), name.text.end(), end);
    *end++ = '"';
    *end++ = ':';
    out_.append(text, end);
  }

  [[nodiscard]] bool is_behind_another() const { return out_.back() != '{' && out_.back() != '['; }

  void separate() {
    if (is_behind_another())
      out_ += ',';
  }

  template <class T>
  void put(const T& value) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>)
      put_text(out_, value);
    else if constexpr (std::is_same_v<T, bool>)
      out_ += value ? "true" : "false";
    else if constexpr (std::is_enum_v<T>)
      put_text(out_, to_string(value));
    else if constexpr (std::is_floating_point_v<T>)
      put_real(out_, value);
    else if constexpr (std::is_integral_v<T> && std::is_unsigned_v<T>)
      put_unsigned(out_, value);
    else if constexpr (std::is_integral_v<T>)
      put_signed(out_, value);
    else
      put_composed(value);
  }

  template <class T>
  void put_composed(const T& value) {
    if constexpr (is_id<T>)
      put_text(out_, value.value);
    else if constexpr (std::is_same_v<T, money>)
      put_signed(out_, value.won);
    else if constexpr (is_duration<T>)
      put_signed(out_, value.count());
    else if constexpr (std::is_same_v<T, instant>)
      put_signed(out_, value.time_since_epoch().count());
    else if constexpr (is_optional<T>)
      put(*value);
    else if constexpr (is_vector<T>)
      put_array(value);
    else if constexpr (is_map<T>)
      put_map(value);
    else
      put_struct(value);
  }

  template <class T>
  void put_array(const std::vector<T>& values) {
    out_ += '[';
    for (const auto& each : values) {
      separate();
      put(each);
    }
    out_ += ']';
  }

  template <class Map>
  void put_map(const Map& values) {
    out_ += '{';
    for (const auto& [key, value] : values) {
      separate();
      put(key);
      out_ += ':';
      put(value);
    }
    out_ += '}';
  }

  template <class T>
  void put_struct(const T& value) {
    json_writer inner{out_};
    members(of<T>{}, inner, value);
    inner.close();
  }

  std::string& out_;
};

/// A struct as JSON text.
template <class T>
std::string to_json(const T& value) {
  std::string out;
  json_writer object{out};
  members(of<T>{}, object, value);
  object.close();
  return out;
}

} // namespace baedal::persistence
