#pragma once

#include "actors/counters.hpp"
#include "actors/journal_protocol.hpp"
#include "actors/world.hpp"

#include <caf/fwd.hpp>

#include <functional>

namespace baedal::actors {

/// What a journal writer is made of.
struct journal_writer_setup {
  /// Opens a new, unconnected session; called once per incarnation, in the worker's thread. The
  /// argument is asked between attempts to reconnect and answers whether to go on.
  std::function<std::unique_ptr<persistence::journal_session>(std::function<bool(int)>)> open;
  /// Opens a new, unconnected connection to the same journal; called in a reader's thread.
  std::function<std::unique_ptr<persistence::journal>()> open_reads;
  std::vector<std::uint32_t> slices; ///< to take over
  /// Told of every transaction right after its commit, in commit order, from the worker's thread.
  std::function<void(const committed_batch&)> publish;
  std::shared_ptr<journal_status> status;
  std::shared_ptr<counters> count;
  world* time = nullptr;
  std::size_t most_waiting = 20'000; ///< appends and reads; beyond it `overloaded`
  std::size_t largest_batch = 1'000; ///< appends in one transaction
  /// Waits between attempts to reconnect and answers whether to go on; empty: 50 ms doubling to 1
  /// s, for ever.
  std::function<bool(int attempt)> pause;
  bool own_thread = true; ///< false: worker and readers run on the scheduler (tests, simulation)
};

/// Spawns the writer (design D6): while its worker commits one batch, the next one fills by itself;
/// nothing waits for a clock. Understands append_request, recover_request, past_request,
/// due_request and save_snapshot; answers append_done and recover_done to `from`. Recoveries and
/// pasts are read beside the commits, on connections of their own; a recovery is handed to its
/// reader once every append of its entity that was accepted before it is settled, and none before
/// the slices are taken over (design D3, D5). Ends when its worker or a reader ends, so that its
/// supervisor starts all anew. While the database is known to be away, new requests are refused
/// with `unavailable` at once; the batch in flight waits until its outcome is known. The same holds
/// while a call does not come back for seconds, and then what waits behind it is refused as well.
caf::actor spawn_journal_writer(caf::actor_system& system, journal_writer_setup setup);

} // namespace baedal::actors
