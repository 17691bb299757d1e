#include "persistence/memory_journal.hpp"
#include "persistence/postgres_journal.hpp"
#include "persistence/sqlite_journal.hpp"
#include "persistence/sqlite_url.hpp"

namespace baedal::persistence {

result<std::unique_ptr<journal>> open_journal(const std::string& url) {
  if (url == "memory:")
    return std::unique_ptr<journal>{std::make_unique<memory_journal>()};
  if (url.starts_with("sqlite:")) {
    auto path = read_sqlite_url(url);
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
