#include "persistence/postgres_session.hpp"

#include "persistence/sql_errors.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <spdlog/spdlog.h>

namespace baedal::persistence {

namespace {

std::string_view field_of(const PGresult* notice, int field) noexcept {
  const auto* text = PQresultErrorField(notice, field);
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

/// Without it libpq would write to the standard error, between the lines of the log.
void log_notice(void*, const PGresult* notice) {
  const bool warning = field_of(notice, PG_DIAG_SEVERITY_NONLOCALIZED) == "WARNING";
  spdlog::log(warning ? spdlog::level::warn : spdlog::level::debug, "PostgreSQL: {} ({})",
              field_of(notice, PG_DIAG_MESSAGE_PRIMARY), field_of(notice, PG_DIAG_SQLSTATE));
}

refusal refused(const postgres_url& url, const std::string& why) {
  return {errc::unavailable, "postgresql " + url.display + ": " + why};
}

} // namespace

result<std::unique_ptr<soci::session>> open_postgres_session(const postgres_url& url) {
  try {
    auto session = std::make_unique<soci::session>(soci::postgresql, url.conninfo);
    auto* backend = static_cast<soci::postgresql_session_backend*>(session->get_backend());
    PQsetNoticeReceiver(backend->conn_, log_notice, nullptr);
    return session;
  } catch (const soci::soci_error& thrown) {
    return refused(url, clean_message(thrown.get_error_message(), url));
  } catch (const std::exception& thrown) {
    return refused(url, failure_of(thrown).detail);
  }
}

} // namespace baedal::persistence
