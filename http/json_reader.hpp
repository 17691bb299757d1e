#pragma once

#include "domain/order_words.hpp"
#include "http/json_value.hpp"

#include <memory>
#include <optional>

namespace baedal::http {

/// Strict takes JSON types as they are; lenient also takes "3" for 3 and "true" for true, and a
/// number for a text, as form-minded clients send them.
enum class leniency : std::uint8_t { strict, lenient };

enum class line_breaks : std::uint8_t { refused, allowed };

/// Lengths count characters, not bytes.
struct text_limits {
  std::size_t min = 0;
  std::size_t max = 1024;
  line_breaks breaks = line_breaks::refused;
};

struct count_limits {
  std::size_t min = 0;
  std::size_t max = 100;
};

/// Reads the members of one JSON object of a body. It never throws: the first thing wrong anywhere
/// in the body is kept as the `fault`, getters answer a default then, and the handler asks once, at
/// the end. Bad JSON, duplicate members, too deep nesting and wrong types are 400; a missing
/// member, a bad length, range or word is 422. Unknown members are ignored; `null` counts as
/// absent.
class json_reader {
public:
  static constexpr std::size_t max_depth = 32;

  explicit json_reader(std::string_view body, leniency how = leniency::strict);

  [[nodiscard]] const std::optional<input_fault>& fault() const noexcept;

  /// Reports what only the caller can see, as 422 unless something was wrong before.
  void reject(std::string_view name, std::string detail) const;

  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool is_array(std::string_view name) const;

  std::string text(std::string_view name, text_limits limits = {}) const;
  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max) const;
  double number(std::string_view name, double min, double max) const;
  bool boolean(std::string_view name) const;

  std::optional<std::string> optional_text(std::string_view name, text_limits limits = {}) const;
  std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t min,
                                               std::int64_t max) const;
  std::optional<double> optional_number(std::string_view name, double min, double max) const;
  std::optional<bool> optional_boolean(std::string_view name) const;

  /// A word of an enum of the domain.
  template <class Enum>
  Enum word(std::string_view name) const {
    require(name);
    return optional_word<Enum>(name).value_or(Enum{});
  }

  template <class Enum>
  std::optional<Enum> optional_word(std::string_view name) const {
    const auto sent = optional_text(name, {.min = 0, .max = 64});
    if (!sent)
      return std::nullopt;
    const auto found = from_word<Enum>(*sent);
    if (!found)
      reject(name, "is not a known value");
    return found;
  }

  /// A nested object; where it is missing, a reader without members.
  json_reader object(std::string_view name) const;
  std::optional<json_reader> optional_object(std::string_view name) const;

  /// The elements of an array; the `optional_` forms take an absent array for an empty one.
  std::vector<json_reader> objects(std::string_view name, count_limits count) const;
  std::vector<json_reader> optional_objects(std::string_view name, count_limits count) const;
  std::vector<std::string> texts(std::string_view name, count_limits count, text_limits each) const;
  std::vector<std::string> optional_texts(std::string_view name, count_limits count,
                                          text_limits each) const;

  /// The names of the members, for objects whose names are data.
  [[nodiscard]] std::vector<std::string> names() const;

private:
  struct document {
    json_value root;
    leniency how = leniency::strict;
    std::optional<input_fault> fault;
  };

  json_reader(std::shared_ptr<document> whole, const json_value* here, std::string path);

  [[nodiscard]] const json_value* find(std::string_view name) const;
  void require(std::string_view name) const;
  [[nodiscard]] std::string path_to(std::string_view name) const;
  void report(input_fault what) const;
  void wrong_type(std::string path, std::string_view expected) const;
  void bad_value(std::string path, std::string detail) const;
  std::optional<std::string> read_text(const json_value& from, const std::string& path,
                                       text_limits limits) const;
  [[nodiscard]] std::optional<std::string> as_text(const json_value& from) const;
  [[nodiscard]] bool is_lenient() const noexcept;
  const json_value::array* array(std::string_view name, count_limits count) const;

  std::shared_ptr<document> document_;
  const json_value* here_ = nullptr; ///< null: an object without members
  std::string path_;
};

} // namespace baedal::http
