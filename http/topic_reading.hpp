#pragma once

#include "actors/queries.hpp"
#include "http/api_parts.hpp"
#include "http/event_form.hpp"
#include "http/problem.hpp"

#include <optional>

namespace baedal::actors {
class catalogue;
}

namespace baedal::http {

/// What a request for a topic asks for.
struct topic_request {
  std::string brand;
  std::uint64_t after = 0;
  std::optional<std::size_t> limit; ///< absent: to the present end
  event_form form = event_form::flat;
};

/// No limit is larger than this.
inline constexpr std::size_t most_topic_events = 10'000;

/// From `topic`, `after` (or Last-Event-ID), `limit` and `format`.
checked<topic_request> read_topic_request(const request& in);

} // namespace baedal::http
