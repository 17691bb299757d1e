#include "simulation/checking.hpp"

#include <algorithm>

// What the journal tells of the circuit breakers, beside what they themselves remember.

namespace baedal::simulation {

namespace {

/// What is wrong about an event, if it is not what the breaker did; empty: nothing is.
std::string wrong_about(const breaker_changed& event, const actors::breaker_report& lived) {
  if (event.round == 0)
    return event.to == breaker_state::closed ? "" : "begins a life that is not closed";
  const auto same = [&](const actors::breaker_change& each) { return each.round == event.round; };
  const auto kept = std::find_if(lived.changes.begin(), lived.changes.end(), same);
  if (kept == lived.changes.end())
    return lived.changes.empty() || lived.changes.front().round < event.round ? "never happened"
                                                                              : "";
  const bool equal = kept->from == event.from && kept->to == event.to && kept->why == event.why
                     && kept->at == event.at;
  return equal ? "" : "happened otherwise";
}

void check_events(const checking& all, const std::string& entity,
                  const std::vector<breaker_changed>& events) {
  const auto lives = all.world().breakers();
  std::map<std::string, breaker_changed> told; ///< the newest change, by run
  auto state = breaker_state::closed; ///< of whichever run was heard of last
  for (const auto& each : events) {
    const auto wrong = [&](const std::string& what) {
      all.report("breaker", entity,
                 "change " + std::to_string(each.round) + " of " + each.run + ' ' + what);
    };
    const auto lived = std::find_if(lives.begin(), lives.end(),
                                    [&](const auto& one) { return one.run == each.run; });
    if (lived == lives.end())
      return wrong("is of no process");
    if (const auto what = wrong_about(each, *lived); !what.empty())
      return wrong(what);
    const auto [known, first] = told.try_emplace(each.run);
    auto& last = known->second; // Closed, where it is the first.
    if (!first && each.round <= last.round)
      wrong("follows change " + std::to_string(last.round));
    const bool skips = each.round > last.round + 1;
    if (skips && lived->changes.back().round + 1 < each.round + actors::most_changes)
      wrong("follows change " + std::to_string(last.round) + ", though none had to be left out");
    // Behind changes that were left out, only what the breaker still remembers says from where.
    const auto before = each.round == 0 ? state : last.to;
    if (!skips && each.from != before)
      wrong("leads from " + std::string{to_string(each.from)} + ", but it was "
            + std::string{to_string(before)});
    last = each;
    state = each.to;
  }
}

} // namespace

void check_breakers(const checking& all) {
  for (const auto& [entity, known] : all.journal().all<breaker>())
    check_events(all, entity, known.changes);
  if (!all.world().breaker_is_told())
    all.report("breaker", "breakers", "the journal has not been told of its last change");
  const auto lived = all.world().newest()->parts().breaker->report();
  const auto* known = all.journal().find<breaker>(lived.name);
  const auto state = known ? known->now.seen.state : breaker_state::closed;
  if (state != lived.state && !all.world().suffers(trouble_kind::second_owner))
    all.report("breaker", lived.name,
               "is " + std::string{to_string(lived.state)} + ", but the journal has it "
                 + std::string{to_string(state)});
}

} // namespace baedal::simulation
