#pragma once

#include "actors/committed.hpp"
#include "actors/reply.hpp"
#include "persistence/journal_session.hpp"

#include <caf/actor.hpp>

namespace baedal::actors {

/// What an entity wants written, and how readers are to see it once it is committed (positions are
/// filled in then).
struct append_request {
  persistence::pending_append what;
  committed_append seen;
  caf::actor from;
};

/// How an append ended. On success `hash` is the new chain hash and `epoch` the writer's ownership
/// epoch.
struct append_done {
  errc code = errc::none;
  std::string hash;
  std::uint64_t epoch = 0;
};

/// Recovery goes through the same writer: it is answered after every append accepted earlier is
/// settled (design D3).
struct recover_request {
  entity_key entity;
  caf::actor from;
};

struct recover_done {
  result<persistence::history> found;
  std::uint64_t epoch = 0;
};

/// A page of one entity's events, for views of the past: up to `past_page` after a version; fewer
/// are the last ones. Not ordered with appends in flight.
struct past_request {
  entity_key entity;
  std::uint64_t after = 0;
  reply<std::vector<persistence::event_row>> back;
};
inline constexpr std::size_t past_page = 500;

/// Wakeup rows due at or before `until`, earliest first, of those after `after`.
struct due_request {
  instant until{};
  persistence::wakeup_row after;
  std::size_t limit = 500;
  reply<std::vector<persistence::wakeup_row>> back;
};

struct save_snapshot {
  persistence::snapshot taken;
};

/// Whether the journal can be written now. Shared by the writer (sets it), admission and /readyz
/// (read it).
struct journal_status {
  std::atomic<bool> owns{false};       ///< slices taken over
  std::atomic<bool> fenced{false};     ///< another node has taken slices over: this one is done
  std::atomic<bool> reachable{false};  ///< the database answered the last call
  std::atomic<bool> frozen{false};     ///< it has not answered the present one for seconds
  std::atomic<std::size_t> waiting{0}; ///< appends and reads taken and not answered
  [[nodiscard]] bool writable() const {
    return owns.load() && reachable.load() && !frozen.load() && !fenced.load();
  }
};

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::append_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::append_done)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::recover_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::recover_done)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::past_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::due_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::save_snapshot)
