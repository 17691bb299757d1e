#pragma once

#include <cstdint>
#include <iosfwd>

namespace baedal::node {

enum class log_level : std::uint8_t { trace, debug, info, warn, error };
enum class log_format : std::uint8_t {
  text, ///< "2024-05-01T09:30:00.250Z info what happened"
  json, ///< one object per line: at, level, thread, message
};

struct log_settings {
  log_level level = log_level::info;
  log_format format = log_format::text;

  friend bool operator==(const log_settings&, const log_settings&) = default;
};

/// Sends everything that is logged through spdlog to `out`, one line per message whatever the
/// message holds: control characters are escaped. `out` lives as long as anything is logged.
void start_logging(const log_settings& how, std::ostream& out);

} // namespace baedal::node
