#pragma once

#include "actors/aggregate.hpp"
#include "actors/reply.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <map>

namespace baedal::actors {

// -- what callers say to regions and entities
// -------------------------------------------------------- The router, a region and an entity all
// speak these. They are local values; what crosses a wire is a link's envelope.

/// Who asks, beside the command itself.
struct caller {
  std::optional<idempotency> key;
  std::optional<std::uint64_t> if_match; ///< public version that must be the present one
  std::string traceparent;
};

/// What a command comes to.
template <class View>
struct answer {
  View view;
  bool created = false; ///< the entity came into being by this command
};

/// One command for one entity. `personal` (member -> text) replaces the entity's personal row in
/// the same append.
template <class State>
struct command_message {
  std::string id;
  typename aggregate<State>::command command;
  caller from;
  std::optional<obligation_stamp> stamp; ///< set when another entity owes this
  std::map<std::string, std::string> personal;
  reply<answer<typename aggregate<State>::view>> back;
};

/// The present view, or a past one. Answered without the journal when the present one is asked for.
template <class State>
struct read_message {
  std::string id;
  std::optional<std::uint64_t> version; ///< a public version of the past
  reply<typename aggregate<State>::view> back;
};

/// One public event of an order, ready to show.
struct public_event {
  std::uint64_t version = 0;
  std::string type;
  instant at{};
  std::string data; ///< JSON object text
};

struct history_page {
  std::vector<public_event> events;
  std::optional<std::uint64_t> next_after; ///< absent on the last page
};

struct history_message {
  std::string id;
  std::uint64_t after = 0; ///< public version
  std::size_t limit = 50;
  reply<history_page> back;
};

/// Wakes an entity whose wakeup row is due; it looks for itself what there is to do.
struct wake_message {
  std::string id;
};

} // namespace baedal::actors

#define BAEDAL_LOCAL_MESSAGES(state)                                                               \
  CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::command_message<baedal::state>)                    \
  CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::read_message<baedal::state>)
BAEDAL_LOCAL_MESSAGES(order)
BAEDAL_LOCAL_MESSAGES(store)
BAEDAL_LOCAL_MESSAGES(rider)
BAEDAL_LOCAL_MESSAGES(customer)
BAEDAL_LOCAL_MESSAGES(brand)
BAEDAL_LOCAL_MESSAGES(sequence)
BAEDAL_LOCAL_MESSAGES(breaker)
#undef BAEDAL_LOCAL_MESSAGES
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::history_message)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::wake_message)
