#pragma once

#include "actors/fold.hpp"
#include "actors/protocol.hpp"

namespace baedal::actors {

using past_rows = result<std::vector<persistence::event_row>>;

/// One page of an order's public history after a public version.
result<history_page> history_page_of(past_rows rows, std::uint64_t after, std::size_t limit);

/// The view at a public version of the past.
template <class State>
result<typename aggregate<State>::view> view_at(past_rows rows, std::uint64_t version,
                                                const persistence::personal_data& personal);

/// What the first use of a key was told: the first end of an append at or after `first_version` at
/// which the command's outcome is known.
template <class State>
result<answer<typename aggregate<State>::view>>
answer_at(past_rows rows, const typename aggregate<State>::command& command,
          std::uint64_t first_version, const persistence::personal_data& personal);

} // namespace baedal::actors
