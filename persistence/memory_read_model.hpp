#pragma once

#include "persistence/read_model.hpp"

namespace baedal::persistence {

/// What memory read models of one name share. Thread-safe through its own lock.
struct memory_reads;

/// Fresh, shared content.
std::shared_ptr<memory_reads> make_memory_reads();

/// A "connection" to it. Every call asks `reachable`; empty: always.
std::unique_ptr<read_model> make_memory_read_model(std::shared_ptr<memory_reads> content,
                                                   std::function<bool()> reachable = {});

/// For tests: the connection breaks after so many more calls, and so many attempts to connect fail
/// then.
void break_connection(memory_reads& content, int after_calls, int refused_connects = 0);

} // namespace baedal::persistence
