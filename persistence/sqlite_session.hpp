#pragma once

#include "domain/result.hpp"

#include <memory>
#include <string>

namespace soci {
class session;
} // namespace soci

namespace baedal::persistence {

/// How far a commit of SQLite goes before it is done.
enum class sqlite_sync : std::uint8_t {
  normal, ///< to the operating system: a power cut may take the last commits
  full,   ///< to the disk
};

/// Opens a database file, created with its folders where it is missing: write-ahead log, extended
/// result codes, 5 s of patience with other writers. Refused with `unavailable`, in one line.
result<std::unique_ptr<soci::session>> open_sqlite_session(const std::string& path,
                                                           sqlite_sync sync);

} // namespace baedal::persistence
