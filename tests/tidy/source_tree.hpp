#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace baedal::tidy {

struct source_file {
  std::string path; ///< from the root of the project, with forward slashes
  std::string text;

  [[nodiscard]] bool is_header() const { return path.ends_with(".hpp"); }
  [[nodiscard]] bool is_source() const { return path.ends_with(".cpp"); }
  [[nodiscard]] bool is_cpp() const { return is_header() || is_source(); }
  /// The first folder of the path; empty at the root.
  [[nodiscard]] std::string folder() const;
};

using source_tree = std::vector<source_file>;

/// Everything people wrote below `root`: what is built, kept as data or belongs to git is left out.
source_tree load(const std::filesystem::path& root);

/// The lines of a text, without their ends.
std::vector<std::string_view> lines_of(std::string_view text);

/// One `#include`.
struct inclusion {
  std::size_t line = 0;
  std::string what; ///< without quotes or brackets
  bool quoted = false;
};
std::vector<inclusion> inclusions_of(const source_file& file);

/// The text with comments, strings and directives turned into blanks; every line stays where it is.
std::string code_of(std::string_view text);

/// A function with a body, from its first word to its last brace.
struct function_extent {
  std::size_t line = 0;
  std::size_t length = 0; ///< in lines
};
/// Every function at namespace or class scope. It follows braces and knows no grammar: good enough
/// to measure, not to compile.
std::vector<function_extent> functions_of(std::string_view text);

} // namespace baedal::tidy
