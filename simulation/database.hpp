#pragma once

#include "persistence/memory_journal.hpp"
#include "persistence/memory_read_model.hpp"
#include "simulation/process.hpp"
#include "simulation/still_world.hpp"

namespace baedal::simulation {

/// The database of a simulated world, journal and read models in one: it outlives every process.
class database {
public:
  database(still_world& still, std::uint64_t seed) : still_(still), dice_(seed) {
    // nop
  }
  database(const database&) = delete;
  database& operator=(const database&) = delete;

  std::shared_ptr<persistence::memory_store> rows = std::make_shared<persistence::memory_store>();
  std::shared_ptr<persistence::memory_reads> reads = persistence::make_memory_reads();

  /// Stopped: connections break, new ones are refused, and what was on its way is gone.
  bool away = false;
  /// How many of 1,000 commits lose their connection on the way. The server may carry them out all
  /// the same, some seconds later; who connects again is refused for a moment.
  unsigned commits_lost = 0;

  /// Connections of one process. The database outlives them.
  std::unique_ptr<persistence::journal> open_journal(const process_ptr& client);
  std::unique_ptr<persistence::read_model> open_reads(const process_ptr& client) const;

private:
  class shaky_line;
  void commit_later(const persistence::write_batch& batch);

  still_world& still_;
  std::mt19937_64 dice_;
};

} // namespace baedal::simulation
