#pragma once

#include "domain/brand_policy.hpp"

namespace baedal::http {

class json_reader;
class json_writer;

// Policies as JSON objects: enum values are words, times are whole numbers named by their unit
// ("pay_window_seconds", "payment_answer_ms").
void write(json_writer& out, const brand_policy& policy);

/// Only what is stated.
void write(json_writer& out, const policy_overrides& policy);

/// What is wrong is left in the reader.
policy_overrides read_policy(const json_reader& in);

} // namespace baedal::http
