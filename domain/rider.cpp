#include "domain/rider.hpp"

#include "domain/checks.hpp"
#include "domain/job.hpp"

#include <algorithm>

namespace baedal {

namespace {

using events = std::vector<rider_event>;

/// A PUT without a location keeps the present one: riders report it on their way.
result<events> decide_one(const rider& state, const define_rider& asked) {
  if (auto wrong =
        first_of({fault_of_id(asked.id.value, "rider_id"),
                  fault_of_text(asked.area, longest_name, "area"), fault_of_point(asked.at)}))
    return *wrong;
  const auto at = asked.at ? asked.at : state.seen.at;
  if (state.defined && state.seen.area == asked.area && state.seen.at == at
      && state.personal_hash == asked.personal_hash)
    return events{};
  return events{rider_defined{asked.id, asked.area, at, asked.personal_hash}};
}

result<events> decide_one(const rider& state, const rider_goes_online&) {
  if (!state.defined)
    return errc::rider_unknown;
  return state.seen.online ? events{} : events{rider_online{}};
}

result<events> decide_one(const rider& state, const rider_goes_offline&) {
  if (!state.defined)
    return errc::rider_unknown;
  if (state.seen.job) {
    refusal why{errc::state_conflict, "the rider is on a job"};
    why.state = to_string(errc::rider_busy);
    why.subject = state.seen.job->value;
    return why;
  }
  return state.seen.online ? events{rider_offline{}} : events{};
}

result<events> decide_one(const rider& state, const rider_moves& asked) {
  if (!state.defined)
    return errc::rider_unknown;
  if (auto wrong = fault_of_point(asked.at))
    return *wrong;
  return state.seen.at == asked.at ? events{} : events{rider_moved{asked.at}};
}

result<events> decide_one(const rider& state, const assign_job& asked) {
  if (!state.defined)
    return errc::rider_unknown;
  if (state.seen.job == asked.order)
    return events{}; // Said before.
  if (state.seen.job)
    return errc::rider_busy;
  if (!state.seen.online)
    return errc::rider_offline;
  if (!is_near(state.seen, asked.area, asked.pickup, asked.offer))
    return errc::rider_too_far;
  return events{job_assigned{asked.order}};
}

/// Releasing what is not held is harmless: the order cannot know how far its assignment came.
result<events> decide_one(const rider& state, const release_job& asked) {
  return state.seen.job == asked.order ? events{job_released{asked.order}} : events{};
}

result<events> decide_one(const rider& state, const erase_personal&) {
  if (!state.defined)
    return errc::rider_unknown;
  return state.personal_hash.empty() ? events{} : events{personal_erased{}};
}

} // namespace

result<std::vector<rider_event>> decide(const rider& state, const rider_command& command, instant) {
  return std::visit([&](const auto& asked) { return decide_one(state, asked); }, command);
}

void evolve(rider& state, const rider_event& event, instant at) {
  std::visit(overloaded{
               [&](const rider_defined& e) {
                 state.seen.id = e.id;
                 state.seen.area = e.area;
                 state.seen.at = e.at;
                 state.personal_hash = e.personal_hash;
                 state.defined = true;
               },
               [&](const rider_online&) { state.seen.online = true; },
               [&](const rider_offline&) { state.seen.online = false; },
               [&](const rider_moved& e) { state.seen.at = e.at; },
               [&](const job_assigned& e) { state.seen.job = e.order; },
               [&](const job_released&) { state.seen.job.reset(); },
               [&](const personal_erased&) { state.personal_hash.clear(); },
             },
             event);
  ++state.seen.version;
  ++state.version;
  state.last_event_at = std::max(state.last_event_at, at);
}

std::optional<result<rider_view>> outcome_of(const rider& state, const rider_command&) {
  return result<rider_view>{state.seen};
}

bool is_public(const rider_event&) {
  return true;
}

bool is_visible(const rider& state) {
  return state.defined;
}

bool is_near(const rider_view& rider, std::string_view area, const std::optional<geo_point>& pickup,
             std::int32_t offer) {
  constexpr double first_radius_metres = 3'000;
  const auto radius = offer <= 1 ? first_radius_metres : 2 * first_radius_metres;
  if (offer >= offer_to_everyone || (!area.empty() && rider.area == area))
    return true;
  if (pickup && rider.at)
    return metres_between(*rider.at, *pickup) <= radius;
  return area.empty(); // A store that names no area excludes nobody whose distance is not known.
}

} // namespace baedal
