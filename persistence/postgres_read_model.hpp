#pragma once

#include "persistence/postgres_url.hpp"
#include "persistence/read_model.hpp"

namespace baedal::persistence {

/// The read model in PostgreSQL: changes are applied by one statement in one round trip, which does
/// not wait for the disk (what a crash of the database takes away is read from the journal again).
std::unique_ptr<read_model> make_postgres_read_model(postgres_url url);

} // namespace baedal::persistence
