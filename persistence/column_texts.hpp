#pragma once

#include "persistence/json_writer.hpp"

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>

namespace baedal::persistence {

/// The rows of one table as texts, one per column: values, each followed by a separator that no
/// text of a row holds. PostgreSQL splits them several times faster than it reads JSON.
template <std::size_t Width>
using column_texts = std::array<std::string, Width>;

/// U+001F, which is in no text that is read by people.
inline constexpr char usual_separator = '\x1f';

template <class T>
void put_value(std::string& out, const T& value) {
  if constexpr (std::is_convertible_v<T, std::string_view>)
    out += value;
  else if constexpr (std::is_same_v<T, instant>)
    put_signed(out, value.time_since_epoch().count());
  else if constexpr (std::is_same_v<T, std::optional<double>>) {
    if (value)
      put_real(out, *value);
  } else if constexpr (std::is_same_v<T, std::optional<instant>>) {
    if (value)
      put_signed(out, value->time_since_epoch().count());
  } else if constexpr (std::is_unsigned_v<T>)
    put_unsigned(out, value);
  else
    put_signed(out, static_cast<std::int64_t>(value));
}

/// One row. An absent number is an empty text.
template <std::size_t Width, class... Values>
void add_row(column_texts<Width>& columns, char separator, const Values&... values) {
  static_assert(sizeof...(Values) == Width);
  std::size_t column = 0;
  const auto put = [&](const auto& value) {
    put_value(columns[column], value);
    columns[column++] += separator;
  };
  (put(values), ...);
}

/// Keeps their memory.
template <std::size_t Width>
void clear(column_texts<Width>& columns) {
  for (auto& each : columns)
    each.clear();
}

namespace sql {

struct text_column {
  std::string_view name;
  std::string_view type; ///< of SQL
};

/// `unnest(…) as <table>(…)` over the texts bound as :<table>0, :<table>1, … Each text ends with a
/// separator: the empty row that this makes has null in its first numeric column. `separator` is an
/// expression of SQL.
std::string unfolded(const std::string& table, std::initializer_list<text_column> columns,
                     const std::string& separator);

} // namespace sql
} // namespace baedal::persistence
