#pragma once

#include "actors/journal_reader.hpp"

#include <caf/actor.hpp>

namespace baedal::actors {

/// One turn of the worker: appends first, in the order accepted, then the rest.
struct journal_work {
  std::vector<append_request> appends;
  std::vector<due_request> dues;
  std::vector<save_snapshot> snapshots;

  [[nodiscard]] std::size_t size() const {
    return appends.size() + dues.size() + snapshots.size();
  }
};

/// Moved through messages by pointer: nothing in it is copied.
using journal_work_ptr = std::shared_ptr<journal_work>;

/// Spawns the blocking half of a journal writer: it alone touches the session. Answers each piece
/// of work with `journal_work_done` to the writer, tells entities itself, and shows its epochs to
/// the readers.
caf::actor spawn_journal_worker(caf::actor_system& system,
                                std::shared_ptr<const journal_writer_setup> setup,
                                std::shared_ptr<slice_epochs> epochs,
                                std::shared_ptr<std::atomic<bool>> stopping);

struct journal_work_done {};

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::journal_work_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::journal_work_done)
