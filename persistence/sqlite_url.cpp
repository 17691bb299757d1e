#include "persistence/sqlite_url.hpp"

#include <string_view>

namespace baedal::persistence {

result<std::string> read_sqlite_url(const std::string& url) {
  constexpr std::string_view scheme = "sqlite:";
  auto rest = url.starts_with(scheme) ? url.substr(scheme.size()) : std::string{};
  if (rest.starts_with("///"))
    rest.erase(0, 2);
  if (rest.empty() || rest.starts_with("//") || rest.ends_with('/')
      || rest.find_first_of("\"\n") != std::string::npos)
    return refusal{errc::value_invalid, "write sqlite:///absolute/path or sqlite:relative/path"};
  return rest;
}

std::string reads_beside(const std::string& journal_path) {
  constexpr std::string_view ending = ".db";
  const auto stem = journal_path.ends_with(ending)
                      ? journal_path.substr(0, journal_path.size() - ending.size())
                      : journal_path;
  return stem + ".reads.db";
}

} // namespace baedal::persistence
