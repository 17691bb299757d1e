#pragma once

#include "persistence/migrations.hpp"
#include "persistence/read_rows.hpp"

#include <memory>

namespace baedal::persistence {

/// The writing statements of an SQLite read model, prepared once per connection. Throws what SOCI
/// throws.
class sqlite_read_writes {
public:
  explicit sqlite_read_writes(soci::session& session);
  sqlite_read_writes(const sqlite_read_writes&) = delete;
  sqlite_read_writes& operator=(const sqlite_read_writes&) = delete;
  ~sqlite_read_writes();

  void begin();
  void commit();
  void roll_back();

  /// Inside a transaction. False: the offsets are not where the changes begin.
  bool apply(const read_changes& changes);
  void drop_all();

private:
  struct kept;
  std::unique_ptr<kept> kept_;
};

} // namespace baedal::persistence
