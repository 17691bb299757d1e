#include "domain/breaker.hpp"

#include "domain/checks.hpp"
#include "domain/words.hpp"

#include <algorithm>

namespace baedal {

template <>
struct words<breaker_state> {
  static constexpr std::array<std::string_view, 3> list{"closed", "half_open", "open"};
};

std::string_view to_string(breaker_state word) noexcept {
  return word_of(word);
}

template std::optional<breaker_state> from_word(std::string_view);

result<std::vector<breaker_event>> decide(const breaker& state, const breaker_command& command,
                                          instant) {
  auto told = std::get<note_breaker_change>(command).what;
  if (auto wrong = first_of({fault_of_id(told.name, "name"), fault_of_id(told.run, "run")}))
    return *wrong;
  const auto is_noted = [&](const noted_run& each) {
    return each.run == told.run && told.round <= each.round;
  };
  const bool begins = told.round == 0;
  if (std::any_of(state.runs.begin(), state.runs.end(), is_noted)
      || (begins && told.to == state.seen.state))
    return std::vector<breaker_event>{};
  if (begins)
    told.from = state.seen.state;
  return std::vector<breaker_event>{std::move(told)};
}

void evolve(breaker& state, const breaker_event& event, instant at) {
  const auto& told = std::get<breaker_changed>(event);
  const auto version = state.seen.version + 1;
  state.seen = {told.name, told.to, told.at, told.why, told.run, told.round, version};
  std::erase_if(state.runs, [&](const noted_run& each) { return each.run == told.run; });
  state.runs.push_back({told.run, told.round});
  if (state.runs.size() > remembered_runs)
    state.runs.erase(state.runs.begin());
  ++state.version;
  state.last_event_at = std::max(state.last_event_at, at);
}

std::optional<result<breaker_view>> outcome_of(const breaker& state, const breaker_command&) {
  return result<breaker_view>{state.seen};
}

bool is_public(const breaker_event&) {
  return true;
}

bool is_visible(const breaker& state) {
  return state.version > 0;
}

} // namespace baedal
