#include "domain/sequence.hpp"

#include "domain/checks.hpp"

#include <algorithm>

namespace baedal {

namespace {

using events = std::vector<sequence_event>;

result<events> decide_one(const sequence& state, const take_number& asked) {
  if (auto wrong = fault_of_id(asked.name, "name"))
    return *wrong;
  return events{number_taken{asked.name, state.seen.last + 1}};
}

result<events> decide_one(const sequence& state, const keep_number& asked) {
  if (auto wrong = fault_of_id(asked.name, "name"))
    return *wrong;
  if (asked.number == 0)
    return refusal{errc::value_invalid, "numbers begin at 1", "number"};
  return state.seen.last > 0 ? events{} : events{number_taken{asked.name, asked.number}};
}

} // namespace

result<std::vector<sequence_event>> decide(const sequence& state, const sequence_command& command,
                                           instant) {
  return std::visit([&](const auto& asked) { return decide_one(state, asked); }, command);
}

void evolve(sequence& state, const sequence_event& event, instant at) {
  const auto& taken = std::get<number_taken>(event);
  state.seen.name = taken.name;
  state.seen.last = taken.number;
  ++state.seen.version;
  ++state.version;
  state.last_event_at = std::max(state.last_event_at, at);
}

std::optional<result<sequence_view>> outcome_of(const sequence& state, const sequence_command&) {
  return result<sequence_view>{state.seen};
}

bool is_public(const sequence_event&) {
  return true;
}

bool is_visible(const sequence& state) {
  return state.version > 0;
}

} // namespace baedal
