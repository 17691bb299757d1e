#include "node/database_file.hpp"

#include "persistence/sqlite_url.hpp"

#include <filesystem>

namespace baedal::node {

result<unit> check_database_file(const std::string& url) {
  if (!url.starts_with("sqlite:"))
    return unit{};
  const auto path = persistence::read_sqlite_url(url);
  if (!path)
    return path.error();
  std::error_code unreadable;
  if (!std::filesystem::exists(*path, unreadable))
    return refusal{errc::unavailable, "there is no database " + *path};
  return unit{};
}

} // namespace baedal::node
