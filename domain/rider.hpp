#pragma once

#include "domain/obligation.hpp"
#include "domain/personal.hpp"
#include "domain/result.hpp"

namespace baedal {

struct rider_view {
  rider_id id;
  std::string name; ///< personal: laid over by the answering actor
  std::string area;
  std::optional<geo_point> at;
  bool online = false;
  std::optional<order_id> job; ///< capacity is one order at a time
  std::uint64_t version = 0;

  friend bool operator==(const rider_view&, const rider_view&) = default;
};

// -- commands -----------------------------------------------------------------------------
struct define_rider {
  rider_id id;
  std::string area;
  std::optional<geo_point> at;
  std::string personal_hash;
};
struct rider_goes_online {};
struct rider_goes_offline {};
struct rider_moves {
  geo_point at;
};
/// From an order: refused with rider_unknown, rider_offline, rider_busy or rider_too_far.
struct assign_job {
  order_id order;
  std::string area;
  std::optional<geo_point> pickup;
  std::int32_t offer = 1;
};
struct release_job {
  order_id order;
};

using rider_command = std::variant<define_rider, rider_goes_online, rider_goes_offline, rider_moves,
                                   assign_job, release_job, erase_personal>;

// -- events -------------------------------------------------------------------------------
struct rider_defined {
  rider_id id;
  std::string area;
  std::optional<geo_point> at;
  std::string personal_hash;

  friend bool operator==(const rider_defined&, const rider_defined&) = default;
};
struct rider_online {
  friend bool operator==(rider_online, rider_online) = default;
};
struct rider_offline {
  friend bool operator==(rider_offline, rider_offline) = default;
};
struct rider_moved {
  geo_point at;

  friend bool operator==(const rider_moved&, const rider_moved&) = default;
};
struct job_assigned {
  order_id order;

  friend bool operator==(const job_assigned&, const job_assigned&) = default;
};
struct job_released {
  order_id order;

  friend bool operator==(const job_released&, const job_released&) = default;
};

using rider_event =
  std::variant<rider_defined, rider_online, rider_offline, rider_moved, job_assigned, job_released,
               personal_erased>;

struct rider {
  rider_view seen;
  std::string personal_hash;
  bool defined = false;
  std::uint64_t version = 0;
  instant last_event_at{};
};

result<std::vector<rider_event>> decide(const rider& state, const rider_command& command,
                                        instant now);
void evolve(rider& state, const rider_event& event, instant at);
std::optional<result<rider_view>> outcome_of(const rider& state, const rider_command& command);
bool is_public(const rider_event& event);
bool is_visible(const rider& state);

/// Whether a rider counts as near a pick-up: same area, or both located within 3 km doubled per
/// further offer; from the third offer on always (requirements T12, design section 9). A store that
/// names no area excludes only those who are known to be far away.
bool is_near(const rider_view& rider, std::string_view area, const std::optional<geo_point>& pickup,
             std::int32_t offer);

} // namespace baedal
