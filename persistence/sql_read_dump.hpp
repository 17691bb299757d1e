#pragma once

#include "persistence/migrations.hpp"
#include "persistence/read_rows.hpp"

namespace baedal::persistence {

/// Every row of a read model in an SQL database as lines, sorted. Throws what SOCI throws.
std::vector<std::string> dump_of(soci::session& session);

/// The rows of `catalogue_store` or `catalogue_brand`. Throws what SOCI throws.
std::vector<catalogue_record> catalogue_in(soci::session& session, const char* table,
                                           const char* id);

} // namespace baedal::persistence
