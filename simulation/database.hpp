#pragma once

#include "persistence/memory_journal.hpp"
#include "persistence/memory_read_model.hpp"
#include "simulation/process.hpp"

namespace baedal::simulation {

/// The database of a simulated world, journal and read models in one: it outlives every process.
struct database {
  std::shared_ptr<persistence::memory_store> rows = std::make_shared<persistence::memory_store>();
  std::shared_ptr<persistence::memory_reads> reads = persistence::make_memory_reads();
  bool away = false; ///< stopped: connections break, new ones are refused

  /// Connections of one process. The database outlives them.
  std::unique_ptr<persistence::journal> open_journal(const process_ptr& client) const;
  std::unique_ptr<persistence::read_model> open_reads(const process_ptr& client) const;
};

} // namespace baedal::simulation
