#pragma once

#include "tests/support/temp_folder.hpp"

#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

namespace baedal::support {

enum class disk_sync : std::uint8_t { off, on };

/// A PostgreSQL server of the tests' own, on a unix socket in a temporary folder; no TCP port,
/// never a system cluster. It ends with the process that made it, also when that is killed (make it
/// on a thread that lives as long). As root it runs as the user `postgres`. With TEST_PG_DSN set,
/// that server is used instead and cannot be stopped.
class postgres_server {
public:
  /// Makes the cluster and starts it. `off` trusts the operating system's cache: enough for killed
  /// processes. Throws where the server's programs are missing or it does not start: a test that
  /// needs it must not pass.
  explicit postgres_server(disk_sync sync = disk_sync::off);
  postgres_server(const postgres_server&) = delete;
  postgres_server& operator=(const postgres_server&) = delete;
  ~postgres_server();

  /// "postgresql:///postgres?host=…&user=…": fit for libpq and for our command line.
  [[nodiscard]] std::string url() const;

  /// The same with a new, empty schema as its only search path; so that cases do not see each
  /// other.
  std::string url_of_new_schema();

  /// Runs one statement on a connection of its own; the first column of the first row, or "".
  std::string query(const std::string& sql) const;

  /// False for a server given by TEST_PG_DSN: tests that stop it must be left out, loudly.
  [[nodiscard]] bool stoppable() const { return folder_ != nullptr; }
  void start();
  /// Clean shutdown: connections are cut, everything is written.
  void stop();
  /// Shutdown as after a crash: connections are cut, the next start recovers from the log.
  void crash();
  /// Holds all of its processes where they are, as a storage that stalls would: connections stand,
  /// and nothing is answered.
  void freeze() const;
  void thaw() const;
  /// The process that accepts connections, for signals such as SIGSTOP; 0 while stopped.
  [[nodiscard]] pid_t pid() const { return child_; }

private:
  pid_t spawn(const std::vector<std::string>& arguments) const;
  void end_with(int signal);
  void signal_all(int signal) const;
  void wait_until_ready() const;

  std::unique_ptr<temp_folder> folder_;
  std::string programs_;
  std::string given_url_;
  disk_sync sync_;
  pid_t child_ = 0;
  int schemas_ = 0;
};

/// Holds a table so that every writer waits in the middle of its statement.
class postgres_lock {
public:
  postgres_lock(const postgres_server& server, const std::string& table);
  /// Returns when another connection waits for the table.
  void wait_for_waiter() const;
  void release() { holder_.reset(); }

private:
  struct closing {
    void operator()(void* connection) const;
  };
  const postgres_server& server_;
  std::unique_ptr<void, closing> holder_;
};

} // namespace baedal::support
