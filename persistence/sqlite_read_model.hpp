#pragma once

#include "persistence/read_model.hpp"

namespace baedal::persistence {

/// The read model in an SQLite file of its own (WAL, synced at checkpoints only: what a power cut
/// takes away is read from the journal again). The file and its folders are created by `connect`.
std::unique_ptr<read_model> make_sqlite_read_model(std::string path);

} // namespace baedal::persistence
