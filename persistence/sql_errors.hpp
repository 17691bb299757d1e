#pragma once

#include "persistence/journal.hpp"

#include <exception>

namespace baedal::persistence {

/// What an exception of SOCI means for a write, and one line about it that holds neither bound
/// values nor passwords.
struct sql_failure {
  write_status status = write_status::refused;
  std::string detail;
};

sql_failure failure_of(const std::exception& thrown);

/// The meaning of an SQLSTATE of PostgreSQL for a statement that ran in a transaction of its own.
write_status status_of_sqlstate(std::string_view sqlstate) noexcept;

/// The meaning of an extended result code of SQLite.
write_status status_of_sqlite(int extended_code) noexcept;

} // namespace baedal::persistence
