#pragma once

#include "actors/protocol.hpp"
#include "http/problem.hpp"

namespace baedal::http {

/// Who asks, from the headers: Idempotency-Key (of a POST), If-Match and traceparent. The key's
/// fingerprint covers method, path and body: the same key on another route is another request.
checked<actors::caller> read_caller(const request& in);

/// The W3C trace context of a request; empty where there is none or it is none: the standard wants
/// a broken one ignored.
std::string read_traceparent(const request& in);

} // namespace baedal::http
