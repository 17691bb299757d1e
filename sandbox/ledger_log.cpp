#include "sandbox/ledger_log.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace baedal::sandbox {

namespace {

namespace fs = std::filesystem;

refusal cannot(const std::string& what, const fs::path& where) {
  return {errc::unavailable, "cannot " + what + " " + where.string() + ": " + std::strerror(errno)};
}

/// Reads whole lines; returns the length of the readable beginning, or the number of the damaged
/// line as a refusal.
result<std::size_t> read_lines(const std::string& text, std::vector<ledger_entry>& past) {
  std::size_t begin = 0;
  for (std::size_t number = 1; begin < text.size(); ++number) {
    const auto end = text.find('\n', begin);
    if (end == std::string::npos)
      return begin; // Torn: its request was never answered.
    auto entry = from_line(std::string_view{text}.substr(begin, end - begin));
    if (!entry && end + 1 == text.size())
      return begin;
    if (!entry)
      return refusal{errc::history_unreadable,
                     "line " + std::to_string(number) + " cannot be read"};
    past.push_back(std::move(*entry));
    begin = end + 1;
  }
  return begin;
}

bool sync_folder(const fs::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0)
    return false;
  const bool synced = ::fsync(handle) == 0;
  ::close(handle);
  return synced;
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR)
      return false;
    if (written > 0)
      text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fdatasync(file) == 0;
}

} // namespace

result<std::unique_ptr<ledger_log>> ledger_log::open(const fs::path& folder,
                                                     std::vector<ledger_entry>& past) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    return refusal{errc::unavailable,
                   "cannot create the folder " + folder.string() + ": " + failed.message()};
  const auto path = folder / "payments.ndjson";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0)
    return cannot("open", path);
  std::unique_ptr<ledger_log> log{new ledger_log{file}}; // Closes the file from here on.
  if (::flock(file, LOCK_EX | LOCK_NB) != 0)
    return refusal{errc::unavailable, "another sandbox uses the folder " + folder.string()};
  std::ifstream stream{path, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{stream}, {}};
  const auto good = read_lines(text, past);
  if (!good)
    return refusal{errc::history_unreadable, path.string() + ": " + good.error().detail};
  if (*good < text.size() && ::ftruncate(file, static_cast<off_t>(*good)) != 0)
    return cannot("shorten", path);
  if (::fsync(file) != 0 || !sync_folder(folder))
    return cannot("sync", path);
  return log;
}

ledger_log::ledger_log(int file) : file_(file), thread_([this] { run(); }) {
  // nop
}

ledger_log::~ledger_log() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
  ::close(file_);
}

void ledger_log::append(const ledger_entry& entry) {
  auto line = to_line(entry);
  line += '\n';
  const std::lock_guard lock{mutex_};
  waiting_ += line;
  wake_.notify_all();
}

void ledger_log::when_durable(told done) {
  std::unique_lock lock{mutex_};
  if (writing_ || !waiting_.empty()) {
    waiters_.push_back(std::move(done));
    return;
  }
  const bool durable = !broken_;
  lock.unlock();
  done(durable);
}

void ledger_log::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty())
      return;
    // Who waits now waits for no more than what is taken now; who comes during the writing waits
    // for the next round.
    const auto text = std::exchange(waiting_, {});
    auto done = std::exchange(waiters_, {});
    writing_ = true;
    const bool try_it = !broken_;
    lock.unlock();
    const bool durable = try_it && write_all(file_, text);
    lock.lock();
    broken_ = !durable;
    writing_ = false;
    if (waiting_.empty()) // Nothing was appended meanwhile: they wait for what is on disk now.
      done.insert(done.end(), std::make_move_iterator(waiters_.begin()),
                  std::make_move_iterator(waiters_.end()));
    if (waiting_.empty())
      waiters_.clear();
    lock.unlock();
    for (const auto& call : done)
      call(durable);
    lock.lock();
  }
}

} // namespace baedal::sandbox
