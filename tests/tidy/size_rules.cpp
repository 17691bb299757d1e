#include "tests/tidy/rules.hpp"

#include <algorithm>

namespace baedal::tidy {

namespace {

constexpr std::size_t most_file_lines = 300;
constexpr std::size_t most_function_lines = 70;
constexpr std::size_t most_line_characters = 100;
constexpr std::size_t most_header_includes = 8;

/// Code points of UTF-8.
std::size_t characters_of(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

std::string measured(const source_file& file, std::size_t line, const char* what, std::size_t size,
                     std::size_t most) {
  return file.path + ':' + std::to_string(line) + ": " + what + ' ' + std::to_string(size)
         + ", at most " + std::to_string(most);
}

} // namespace

findings check_file_sizes(const source_tree& tree) {
  findings out;
  for (const auto& file : tree) {
    const auto size = file.is_cpp() ? lines_of(file.text).size() : 0;
    if (size > most_file_lines)
      out.push_back(measured(file, size, "lines in the file:", size, most_file_lines));
  }
  return out;
}

findings check_function_sizes(const source_tree& tree) {
  findings out;
  for (const auto& file : tree) {
    if (!file.is_cpp())
      continue;
    for (const auto& one : functions_of(file.text))
      if (one.length > most_function_lines)
        out.push_back(
          measured(file, one.line, "lines in the function:", one.length, most_function_lines));
  }
  return out;
}

findings check_line_lengths(const source_tree& tree) {
  findings out;
  for (const auto& file : tree) {
    if (!file.is_cpp())
      continue;
    std::size_t number = 0;
    for (const auto line : lines_of(file.text)) {
      ++number;
      if (const auto size = characters_of(line); size > most_line_characters)
        out.push_back(
          measured(file, number, "characters in the line:", size, most_line_characters));
    }
  }
  return out;
}

findings check_include_counts(const source_tree& tree) {
  findings out;
  for (const auto& file : tree) {
    const auto count = file.is_header() ? inclusions_of(file).size() : 0;
    if (count > most_header_includes)
      out.push_back(measured(file, 1, "includes in the header:", count, most_header_includes));
  }
  return out;
}

} // namespace baedal::tidy
