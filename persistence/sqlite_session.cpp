#include "persistence/sqlite_session.hpp"

#include "persistence/sql_errors.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <chrono>
#include <filesystem>
#include <thread>

namespace baedal::persistence {

namespace {

/// Every connection has one user at a time, so SQLite need not lock it for each call. To be said
/// before SQLite is used at all (sqlite.org/threadsafe.html).
void share_no_connections() {
  static const int done = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  static_cast<void>(done); // Refused where SQLite is at work already: it locks then.
}

struct close_handle {
  void operator()(sqlite_api::sqlite3* handle) const { sqlite_api::sqlite3_close(handle); }
};

/// SOCI 4.0.3 never closes a handle that it could not open, so a handle of our own goes first.
void check_openable(const std::string& path) {
  sqlite_api::sqlite3* raw = nullptr;
  const auto code = sqlite_api::sqlite3_open(path.c_str(), &raw);
  const std::unique_ptr<sqlite_api::sqlite3, close_handle> handle{raw};
  if (code != SQLITE_OK)
    throw soci::sqlite3_soci_error{"cannot open", code};
}

/// Only the patience is left to SOCI: what else it sets comes before that, gives up where another
/// connection is at work, and leaves the handle open then.
std::unique_ptr<soci::session> patient_session(const std::string& path) {
  check_openable(path);
  auto session = std::make_unique<soci::session>(soci::sqlite3, "db=\"" + path + "\" timeout=5");
  auto* backend = static_cast<soci::sqlite3_session_backend*>(session->get_backend());
  sqlite_api::sqlite3_extended_result_codes(backend->conn_, 1);
  return session;
}

/// SQLite's own patience does not cover the change to a write-ahead log: connections that meet
/// there are refused at once.
std::string become_wal(soci::session& session) {
  constexpr int most_attempts = 250;
  for (int attempt = 1;; ++attempt) {
    try {
      std::string mode;
      session << "pragma journal_mode = wal", soci::into(mode);
      return mode;
    } catch (const soci::sqlite3_soci_error& busy) {
      if ((busy.result() & 0xff) != SQLITE_BUSY || attempt == most_attempts)
        throw;
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
  }
}

refusal refused(const std::string& path, const std::string& why) {
  return {errc::unavailable, "sqlite " + path + ": " + why};
}

} // namespace

result<std::unique_ptr<soci::session>> open_sqlite_session(const std::string& path,
                                                           sqlite_sync sync) {
  try {
    const auto folder = std::filesystem::path{path}.parent_path();
    if (!folder.empty())
      std::filesystem::create_directories(folder);
    share_no_connections();
    auto session = patient_session(path);
    if (become_wal(*session) != "wal")
      return refused(path, "this file system cannot hold a write-ahead log");
    *session << (sync == sqlite_sync::full ? "pragma synchronous = full"
                                           : "pragma synchronous = normal");
    // Hot pages go back to the file once per many commits, whoever commits.
    *session << "pragma wal_autocheckpoint = 8192";
    return session;
  } catch (const std::filesystem::filesystem_error& thrown) {
    return refused(path, thrown.code().message());
  } catch (const std::exception& thrown) {
    return refused(path, failure_of(thrown).detail);
  }
}

} // namespace baedal::persistence
