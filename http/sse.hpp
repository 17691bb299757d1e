#pragma once

#include "http/problem.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace baedal::http {

/// One event of a `text/event-stream` (HTML standard, section 9.2). Lines of `data` become lines of
/// the frame.
struct sse_event {
  std::string data;
  std::string type = {};
  std::optional<std::uint64_t> id = {};
  std::optional<std::chrono::milliseconds> retry = {};
};

/// The frame as it goes over the wire.
std::string sse_frame(const sse_event& event);

/// Where a reconnecting client left off; nothing without the header. What is no number is 400.
checked<std::optional<std::uint64_t>> read_last_event_id(const request& in);

/// True where the client asks for a stream by `Accept: text/event-stream`.
bool wants_stream(const request& in);

} // namespace baedal::http
