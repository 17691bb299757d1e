#include "domain/customer.hpp"

#include "domain/checks.hpp"

#include <algorithm>

namespace baedal {

namespace {

using events = std::vector<customer_event>;

result<events> decide_one(const customer& state, const define_customer& asked) {
  if (auto wrong = fault_of_id(asked.id.value, "customer_id"))
    return *wrong;
  if (state.defined && state.personal_hash == asked.personal_hash)
    return events{};
  return events{customer_defined{asked.id, asked.personal_hash}};
}

/// The grade that so many counted completions earn.
customer_grade grade_for(std::int64_t steps, std::int64_t grade_step) {
  const auto best = static_cast<std::int64_t>(customer_grade::vip);
  return static_cast<customer_grade>(std::min(steps / std::max<std::int64_t>(grade_step, 1), best));
}

result<events> decide_one(const customer& state, const count_completion& asked) {
  if (auto wrong = fault_of_id(asked.id.value, "customer_id"))
    return *wrong;
  events out{completion_counted{asked.id, asked.order, asked.raises_grade}};
  if (!asked.raises_grade)
    return out;
  const auto earned = grade_for(state.steps + 1, asked.grade_step);
  if (earned > state.seen.grade) // A grade never falls.
    out.emplace_back(grade_raised{earned, asked.order, asked.brand, asked.notify});
  return out;
}

result<events> decide_one(const customer& state, const erase_personal&) {
  if (!is_visible(state))
    return errc::customer_unknown;
  return state.personal_hash.empty() ? events{} : events{personal_erased{}};
}

} // namespace

result<std::vector<customer_event>> decide(const customer& state, const customer_command& command,
                                           instant) {
  return std::visit([&](const auto& asked) { return decide_one(state, asked); }, command);
}

void evolve(customer& state, const customer_event& event, instant at) {
  std::visit(overloaded{
               [&](const customer_defined& e) {
                 state.seen.id = e.id;
                 state.personal_hash = e.personal_hash;
                 state.defined = true;
               },
               [&](const completion_counted& e) {
                 state.seen.id = e.id;
                 ++state.seen.completed_orders;
                 state.steps += e.towards_grade ? 1 : 0;
               },
               [&](const grade_raised& e) { state.seen.grade = e.to; },
               [&](const personal_erased&) { state.personal_hash.clear(); },
             },
             event);
  ++state.seen.version;
  ++state.version;
  state.last_event_at = std::max(state.last_event_at, at);
}

std::optional<result<customer_view>> outcome_of(const customer& state, const customer_command&) {
  return result<customer_view>{state.seen};
}

bool is_public(const customer_event&) {
  return true;
}

bool is_visible(const customer& state) {
  return state.version > 0;
}

} // namespace baedal
