#pragma once

#include "actors/queries.hpp"
#include "http/api_parts.hpp"
#include "http/event_form.hpp"
#include "http/problem.hpp"

namespace baedal::actors {
class catalogue;
}

namespace baedal::http {

/// What a request for a topic asks for.
struct topic_request {
  std::string brand;
  std::uint64_t after = 0;
  std::size_t limit = 0;
  event_form form = event_form::flat;
};

/// No answer holds more events than this; who wants more goes on after the last position.
inline constexpr std::size_t most_topic_events = 10'000;

/// From `topic`, `after` (or Last-Event-ID), `limit` and `format`.
checked<topic_request> read_topic_request(const request& in);

} // namespace baedal::http
