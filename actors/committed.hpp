#pragma once

#include "actors/aggregate.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <map>
#include <memory>
#include <variant>
#include <vector>

namespace baedal::actors {

/// What one append of one entity brought, as decided and folded by the entity itself: readers need
/// no decoding. A wrapper record without an event ("noted") leaves its place in `events` empty, so
/// that events[i] stands at first_position + i and first_version + i.
template <class State>
struct change {
  std::vector<std::optional<typename aggregate<State>::event>> events;
  std::vector<std::uint64_t> follows; ///< for each event: `event_meta::follows`; orders only
  std::shared_ptr<const State> after;
  std::uint64_t version_after = 0; ///< of `after` where it is newer than the events
};

struct committed_append {
  std::uint32_t slice = 0;
  std::uint64_t first_position = 0;
  std::uint64_t first_version = 0;
  std::uint64_t first_public_version = 0; ///< of the first public event in `events`, if any
  entity_key entity;
  instant at{}; ///< one time for all events of an append
  std::variant<change<order>, change<store>, change<rider>, change<customer>, change<brand>,
               change<sequence>, change<breaker>>
    what;
  std::map<std::string, std::string> personal; ///< present personal members of the entity
};

/// One transaction of the journal: sorted by slice and position. Sent by the writer after the
/// commit, in commit order.
using committed_batch = std::shared_ptr<const std::vector<committed_append>>;

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::committed_batch)
