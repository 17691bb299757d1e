#pragma once

#include "actors/past_walk.hpp"
#include "actors/protocol.hpp"

namespace baedal::actors {

/// Whether a command places the order: its id stands for the key, however long ago that was.
template <class State>
bool is_placing(const command_message<State>& what) {
  if constexpr (std::is_same_v<State, order>)
    return std::holds_alternative<place_order>(what.command);
  return false;
}

/// Reads one page of an order's public history after a public version.
past_reading read_history_page(std::uint64_t after, std::size_t limit, reply<history_page> back);

/// Reads the view at a public version of the past.
template <class State>
past_reading read_view_at(std::uint64_t version, persistence::personal_data personal,
                          reply<typename aggregate<State>::view> back);

/// Reads what the first use of a key was told: the first end of an append at or after
/// `first_version` at which the command's outcome is known. Where it is not known yet,
/// `nothing_yet` goes on instead.
template <class State>
past_reading read_answer_at(command_message<State> what, std::uint64_t first_version,
                            persistence::personal_data personal,
                            std::function<void()> nothing_yet);

} // namespace baedal::actors
