#include "persistence/memory_journal.hpp"
#include "persistence/postgres_journal.hpp"
#include "persistence/sqlite_journal.hpp"

namespace baedal::persistence {

namespace {

/// "///abs/path" is absolute, "rel.db" and "dir/rel.db" relative; "//host/…" means nothing for a file.
result<std::string> sqlite_path(std::string rest) {
  if (rest.starts_with("///"))
    rest.erase(0, 2);
  if (rest.empty() || rest.starts_with("//") || rest.ends_with('/')
      || rest.find_first_of("\"\n") != std::string::npos)
    return refusal{errc::value_invalid, "write sqlite:///absolute/path or sqlite:relative/path"};
  return rest;
}

} // namespace

result<std::unique_ptr<journal>> open_journal(const std::string& url) {
  if (url == "memory:")
    return std::unique_ptr<journal>{std::make_unique<memory_journal>()};
  if (url.starts_with("sqlite:")) {
    auto path = sqlite_path(url.substr(7));
    if (!path)
      return path.error();
    return make_sqlite_journal(*std::move(path));
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    auto read = read_postgres_url(url);
    if (!read)
      return read.error();
    return make_postgres_journal(*std::move(read));
  }
  return refusal{errc::value_invalid, "the database URL must start with sqlite: or postgresql://"};
}

} // namespace baedal::persistence
