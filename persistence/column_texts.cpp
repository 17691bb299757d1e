#include "persistence/column_texts.hpp"

namespace baedal::persistence::sql {

std::string unfolded(const std::string& table, std::initializer_list<text_column> columns,
                     const std::string& separator) {
  std::string calls;
  std::string names;
  std::size_t place = 0;
  for (const auto [name, type] : columns) {
    const auto text = ":" + table + std::to_string(place++);
    calls += calls.empty() ? "" : ", ";
    calls += type == "text" ? "string_to_array(" + text + ", " + separator + ")"
                            : "string_to_array(" + text + ", " + separator
                                + ", '')::" + std::string{type} + "[]";
    names += (names.empty() ? "" : ", ") + std::string{name};
  }
  return "unnest(" + calls + ") as " + table + "(" + names + ")";
}

} // namespace baedal::persistence::sql
