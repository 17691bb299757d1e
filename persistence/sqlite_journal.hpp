#pragma once

#include "persistence/journal.hpp"

namespace baedal::persistence {

/// The journal in one SQLite file (WAL, every commit synced). The file and its folders are created
/// by `connect`. Several processes may open it; a writer waits a few seconds for the file's lock,
/// then is refused.
std::unique_ptr<journal> make_sqlite_journal(std::string path);

} // namespace baedal::persistence
