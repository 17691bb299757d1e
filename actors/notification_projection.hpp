#pragma once

#include "persistence/read_rows.hpp"

namespace baedal::actors {

/// Adds whom an event tells, and the messages that this takes. `version` is the event's in the
/// order's journal. Pure.
void add_notifications(persistence::read_changes& rows, const order& after,
                       const order_event& event, std::uint64_t version, instant at);

/// The same for an event of a customer.
void add_notifications(persistence::read_changes& rows, const customer_id& who,
                       const customer_event& event, instant at);

} // namespace baedal::actors
