#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>

namespace baedal::tidy {

namespace {

bool is_skipped(const std::filesystem::path& folder) {
  const auto name = folder.filename().string();
  return name == ".git" || name == "build" || name == "data";
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

std::string source_file::folder() const {
  const auto slash = path.find('/');
  return slash == std::string::npos ? std::string{} : path.substr(0, slash);
}

source_tree load(const std::filesystem::path& root) {
  source_tree out;
  std::filesystem::recursive_directory_iterator at{root};
  for (; at != std::filesystem::recursive_directory_iterator{}; ++at) {
    if (at->is_directory() && is_skipped(at->path()))
      at.disable_recursion_pending();
    else if (at->is_regular_file())
      out.push_back({at->path().lexically_relative(root).generic_string(), read_whole(at->path())});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    out.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

std::vector<inclusion> inclusions_of(const source_file& file) {
  static const std::regex directive{R"(^\s*#\s*include\s*(["<])([^">]+)[">])"};
  std::vector<inclusion> out;
  std::size_t number = 0;
  for (const auto line : lines_of(file.text)) {
    ++number;
    std::match_results<std::string_view::const_iterator> found;
    if (std::regex_search(line.begin(), line.end(), found, directive))
      out.push_back({number, found[2].str(), found[1].str() == "\""});
  }
  return out;
}

} // namespace baedal::tidy
