#pragma once

#include "actors/projection_session.hpp"
#include "actors/reply.hpp"
#include "actors/world.hpp"

#include <caf/actor.hpp>

#include <functional>

namespace baedal::actors {

/// What a projector is made of.
struct projector_setup {
  /// Open new, unconnected connections of its own; called in the worker's thread.
  std::function<std::unique_ptr<persistence::journal>()> open_journal;
  std::function<std::unique_ptr<persistence::read_model>()> open_reads;
  std::shared_ptr<projection_progress> progress;
  persistence::read_share share = {}; ///< of the lists, in this database
  std::size_t most_waiting =
    50'000; ///< appends; beyond it they are dropped and read from the journal
  std::size_t largest_turn = 1'000; ///< appends in one transaction, about
  std::chrono::milliseconds gather{25}; ///< after a transaction, before a small one follows it
  std::size_t worth_a_turn = 512;       ///< appends that are not waited with
  std::chrono::milliseconds look_every{
    10'000};              ///< heads are compared this often, in case something was not published
  world* time = &real_world();
  bool own_thread = true; ///< false: the worker runs on the scheduler (tests, simulation)
};

/// Answered as soon as the read models have been level with the journal once since the projector's
/// start.
struct await_catch_up {
  reply<unit> back;
};

/// Spawns the projector (design D9). Understands `committed_batch` and `await_catch_up`. It starts
/// by reading what the read models lack from the journal, then follows what is published, in order,
/// as many batches in one transaction as came while the last one was written and shortly after. A
/// database that is away is tried again with back-off; nothing is lost by it. Ends when its worker
/// ends, so that its supervisor starts both anew.
caf::actor spawn_projector(caf::actor_system& system, projector_setup setup);

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::await_catch_up)
