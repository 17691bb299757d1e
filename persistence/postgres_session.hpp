#pragma once

#include "persistence/postgres_url.hpp"

#include <memory>

namespace soci {
class session;
} // namespace soci

namespace baedal::persistence {

/// Connects to a server. What it remarks on the way and later (notices, warnings) goes to the log.
/// Refused with `unavailable`, in one line without secrets.
result<std::unique_ptr<soci::session>> open_postgres_session(const postgres_url& url);

} // namespace baedal::persistence
