#pragma once

#include "persistence/event_codec.hpp"

#include <vector>

namespace baedal::test {

// Every alternative of every variant, once with all members set to something unusual and once bare.

std::vector<order_event> order_event_examples();
std::vector<store_event> store_event_examples();
std::vector<rider_event> rider_event_examples();
std::vector<customer_event> customer_event_examples();
std::vector<brand_event> brand_event_examples();
std::vector<sequence_event> sequence_event_examples();
breaker_changed opened_breaker();

/// A policy that differs from `brand_policy{}` in every member.
brand_policy unusual_policy();
policy_overrides all_overrides();
placement full_placement();
placement bare_placement();
store_card full_card();
persistence::event_meta full_meta();

} // namespace baedal::test
