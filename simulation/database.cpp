#include "simulation/database.hpp"

namespace baedal::simulation {

std::unique_ptr<persistence::journal> database::open_journal(const process_ptr& client) const {
  auto line = std::make_shared<persistence::memory_faults>();
  line->reachable = [this, client] { return !away && client->alive(); };
  return std::make_unique<persistence::memory_journal>(rows, std::move(line));
}

std::unique_ptr<persistence::read_model> database::open_reads(const process_ptr& client) const {
  return persistence::make_memory_read_model(reads,
                                             [this, client] { return !away && client->alive(); });
}

} // namespace baedal::simulation
