#include "persistence/sql_errors.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace baedal::persistence {

sql_failure failure_of(const std::exception& thrown) {
  if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&thrown)) {
    const auto state = postgres->sqlstate();
    return {status_of_sqlstate(state), "PostgreSQL error " + state};
  }
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown)) {
    const auto code = sqlite->result();
    return {status_of_sqlite(code), std::string{"SQLite: "} + sqlite_api::sqlite3_errstr(code)};
  }
  // SOCI itself gave up: whatever was sent, its outcome is not known.
  return {write_status::lost, "the database connection failed"};
}

write_status status_of_sqlstate(std::string_view sqlstate) noexcept {
  const auto in_class = [&](std::string_view start) { return sqlstate.starts_with(start); };
  if (sqlstate == "23505" || sqlstate == "40001" || sqlstate == "40P01")
    return write_status::conflict; // A deadlock or failed serialisation is rolled back: look again,
                                   // write again.
  if (in_class("21") || in_class("22") || in_class("23") || in_class("54"))
    return write_status::data_rejected;
  if (in_class("08") || in_class("57P") || in_class("XX") || in_class("40") || sqlstate.size() != 5
      || sqlstate.find_first_of(std::string_view{" \0", 2}) != std::string_view::npos)
    return write_status::lost;  // 40003 is "statement completion unknown".
  return write_status::refused; // The server answered with an error: the transaction is rolled
                                // back.
}

write_status status_of_sqlite(int extended_code) noexcept {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return write_status::conflict;
    default:
      break;
  }
  switch (extended_code & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
      return write_status::data_rejected;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return write_status::lost; // A failed fsync tells nothing about what a reader will find after
                                 // opening again.
    default:
      return write_status::refused;
  }
}

} // namespace baedal::persistence
