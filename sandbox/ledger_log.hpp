#pragma once

#include "domain/result.hpp"
#include "sandbox/ledger_entry.hpp"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace baedal::sandbox {

/// The durable memory of the sandbox: one file, one line per entry, synced before anybody is told.
/// All that waits together is written and synced together. One process at a time may hold a folder.
class ledger_log {
public:
  /// Opens the log in `folder`, creating both as needed, and reads into `past` what it holds. A
  /// last line that was torn by a crash is cut off; damage before that is refused.
  static result<std::unique_ptr<ledger_log>> open(const std::filesystem::path& folder,
                                                  std::vector<ledger_entry>& past);
  ~ledger_log();
  ledger_log(const ledger_log&) = delete;
  ledger_log& operator=(const ledger_log&) = delete;

  /// Hands an entry over; entries keep the order in which they are handed over.
  void append(const ledger_entry& entry);

  using told = std::function<void(bool durable)>;
  /// Calls `done` once all that was appended before is on disk, at once if it is already, else from
  /// the log's thread. `durable` is false for ever after a failed write.
  void when_durable(told done);

private:
  explicit ledger_log(int file);
  void run();

  int file_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string waiting_;
  std::vector<told> waiters_;
  bool writing_ = false;
  bool broken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace baedal::sandbox
