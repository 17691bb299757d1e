#pragma once

#include "actors/queries.hpp"
#include "persistence/read_model.hpp"

namespace baedal::actors {

// Answers to the queries about notifications, from a connection that stands.

result<page<notification_row>> look_up(persistence::read_model& reads,
                                       const list_order_notifications& query, instant as_of);
result<numbered_notifications> look_up(persistence::read_model& reads,
                                       const list_notifications& query, instant as_of);
result<page<notification_row>> look_up(persistence::read_model& reads, const list_messages& query,
                                       instant as_of);

/// A message as readers see it.
message_row shown(const message_key& key, const persistence::message_state& state);

} // namespace baedal::actors
