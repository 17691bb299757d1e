#pragma once

#include "domain/order_view.hpp"
#include "domain/rider.hpp"

namespace baedal {

// An open delivery, as riders meet it (requirements T10, T12).

/// From this offer on a job is for everybody: whoever is far away, and who gave it back before.
inline constexpr std::int32_t offer_to_everyone = 3;

/// Whether a rider may have a job: somebody else comes first where he gave it back, or let it lie.
bool is_offered_to(const rider_id& rider, const delivery_view& job);

/// Whether the rider sees the order among the open jobs.
bool is_shown_to(const rider_view& rider, const order_view& job);

} // namespace baedal
