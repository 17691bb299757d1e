#pragma once

#include "persistence/postgres_url.hpp"

#include "persistence/journal.hpp"

namespace baedal::persistence {

/// The journal in PostgreSQL: a batch is one autocommitted statement over JSON documents, so one
/// round trip.
std::unique_ptr<journal> make_postgres_journal(postgres_url url);

} // namespace baedal::persistence
