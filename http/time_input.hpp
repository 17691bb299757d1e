#pragma once

#include "domain/time.hpp"
#include "http/json_reader.hpp"

namespace baedal::http {

/// A moment as RFC 3339 writes it: "2026-12-25T10:00:00Z", also with a fraction of a second (read
/// to the millisecond) and with an offset such as "+09:00".
std::optional<instant> parse_timestamp(std::string_view text);

/// A date like "2026-12-25", as days since 1970-01-01.
std::optional<std::chrono::days> parse_date(std::string_view text);

/// The member as a moment; what cannot be read is left in the reader.
std::optional<instant> read_optional_time(const json_reader& in, std::string_view name);

} // namespace baedal::http
