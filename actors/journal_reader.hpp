#pragma once

#include "actors/journal_writer.hpp"

#include <caf/actor.hpp>

#include <array>

namespace baedal::actors {

/// The writer's ownership epochs, for those who read beside it; 0 where it owns nothing.
struct slice_epochs {
  std::array<std::atomic<std::uint64_t>, slice_count> of{};
};

/// One turn of a reader.
struct journal_reading {
  std::vector<recover_request> recoveries;
  std::vector<past_request> pasts;

  [[nodiscard]] std::size_t size() const { return recoveries.size() + pasts.size(); }
};

/// Moved through messages by pointer: nothing in it is copied.
using journal_reading_ptr = std::shared_ptr<journal_reading>;

struct journal_reading_done {};

/// Spawns a reader with a connection of its own, so that reading holds no commit up. It reads what
/// is committed; who may read when is the writer's affair. Tells entities and askers itself and
/// answers each turn with `journal_reading_done`. A connection that breaks is made anew once per
/// turn; then the requests are refused with `unavailable`.
caf::actor spawn_journal_reader(caf::actor_system& system,
                                std::shared_ptr<const journal_writer_setup> setup,
                                std::shared_ptr<const slice_epochs> epochs);

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::journal_reading_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::journal_reading_done)
