#pragma once

#include "persistence/read_model.hpp"

namespace baedal::persistence {

/// What memory read models of one name share. Thread-safe through its own lock.
struct memory_reads;

/// Fresh, shared content.
std::shared_ptr<memory_reads> make_memory_reads();

/// A "connection" to it.
std::unique_ptr<read_model> make_memory_read_model(std::shared_ptr<memory_reads> content);

/// For tests: while `lost` every call is refused with `unavailable`.
void lose_connections(memory_reads& content, std::optional<int> after_calls);

} // namespace baedal::persistence
