#pragma once

#include "domain/result.hpp"

#include <span>
#include <string_view>

namespace soci {
class session;
} // namespace soci

namespace baedal::persistence {

/// The SQL that a session speaks. Differences are kept in small files and texts, one per dialect.
enum class dialect : std::uint8_t { postgresql, sqlite };

/// One numbered SQL file, compiled in. The file `migrations/<dialect>/<number>_<set>[.<what>].sql`
/// belongs to the named set ("journal", "read_models"); a semicolon at a line's end ends a
/// statement.
struct migration {
  dialect speaks = dialect::sqlite;
  int number = 0;
  std::string_view set;
  std::string_view sql;
};

/// Every migration of this binary, in the order of the build file.
std::span<const migration> embedded_migrations() noexcept;

/// Applies the migrations of a set that the database has not seen, in order of their numbers, in
/// one transaction; two nodes that start at once do not collide. Safe to repeat. Refused with
/// `unavailable` and a line without values.
result<unit> migrate(soci::session& session, dialect speaks, std::string_view set);

/// Forgets that a set was applied, so that `migrate` runs it again; for tables that can be dropped
/// and rebuilt.
result<unit> forget_migrations(soci::session& session, std::string_view set);

} // namespace baedal::persistence
