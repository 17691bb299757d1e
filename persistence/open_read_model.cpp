#include "persistence/memory_read_model.hpp"
#include "persistence/postgres_read_model.hpp"
#include "persistence/read_list.hpp"
#include "persistence/sqlite_read_model.hpp"
#include "persistence/sqlite_url.hpp"

#include <map>
#include <mutex>

namespace baedal::persistence {

namespace {

/// Those who say the same name share the content while one of them lives.
std::shared_ptr<memory_reads> memory_named(const std::string& name) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<memory_reads>> known;
  std::lock_guard guard{mutex};
  auto& slot = known[name];
  auto content = slot.lock();
  if (!content)
    slot = content = make_memory_reads();
  return content;
}

} // namespace

result<std::unique_ptr<read_model>> open_read_model(const std::string& url) {
  if (url.starts_with("memory:"))
    return make_memory_read_model(memory_named(url));
  if (url.starts_with("sqlite:")) {
    auto path = read_sqlite_url(url);
    if (!path)
      return path.error();
    return make_sqlite_read_model(reads_beside(*path));
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    auto read = read_postgres_url(url);
    if (!read)
      return read.error();
    return make_postgres_read_model(*std::move(read));
  }
  return refusal{errc::value_invalid, "the database URL must start with sqlite: or postgresql://"};
}

result<std::unique_ptr<read_model>> open_read_list(const std::string& url) {
  if (!url.starts_with("sqlite:"))
    return open_read_model(url);
  auto path = read_sqlite_url(url);
  if (!path)
    return path.error();
  return make_sqlite_read_model(*std::move(path));
}

} // namespace baedal::persistence
