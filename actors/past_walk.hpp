#pragma once

#include "actors/aggregate.hpp"
#include "persistence/event_codec.hpp"
#include "persistence/journal.hpp"

#include <functional>
#include <span>

namespace baedal::actors {

/// One step of a history being walked from its first event.
template <class State>
struct past_step {
  const persistence::event_row& row;
  const persistence::decoded_event<typename aggregate<State>::event>& event;
  bool visible_before = false;
  const State& after;
};

/// What is left to do after a page of a history.
enum class walked : std::uint8_t { goes_on, seen_enough };

/// Walks a history from its first event, in as many pages as it comes.
template <class State>
class past_walk {
public:
  /// Answers whether it has seen enough.
  using visitor = std::function<walked(const past_step<State>&)>;

  explicit past_walk(visitor visit) : visit_(std::move(visit)) {
    // nop
  }

  /// Refused with `history_unreadable` where an event cannot be decoded.
  result<walked> take(std::span<const persistence::event_row> rows);

private:
  visitor visit_;
  State after_;
};

/// How a history is to be read: `take` gets page after page until it has seen enough or there are
/// no more, `done` then hears of it, or of why it could not be read.
struct past_reading {
  std::function<result<walked>(const std::vector<persistence::event_row>&)> take;
  std::function<void(result<unit>)> done;
};

/// The refusal of a history that cannot be read.
refusal unreadable(const std::string& entity, std::uint64_t version, std::string_view why);

} // namespace baedal::actors
