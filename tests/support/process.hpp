#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace baedal::support {

/// Asks `holds` again and again until it says yes or the time is over; whether it said yes. For
/// what can only be asked, such as another process: it yields the processor, but it is busy.
bool eventually(std::chrono::milliseconds at_most, const std::function<bool()>& holds);

/// A program in a process of its own, whose output goes into a file. It dies with the thread that
/// started it, also when that is killed, so it is started on a thread that lives as long.
/// What a sanitizer found in it ends the test run, whatever the test looked at.
class process {
public:
  /// Throws where no process can be made. A program that cannot be run ends with status 127.
  process(const std::vector<std::string>& arguments, std::filesystem::path log);
  process(const process&) = delete;
  process& operator=(const process&) = delete;
  ~process();

  /// kill -9; returns once the process is gone.
  void kill();
  void signal(int number) const;

  /// The exit status, -1 if it was killed by a signal, and -2 if it has not ended within the time.
  int wait(std::chrono::milliseconds at_most);

  /// Everything it has printed until now.
  [[nodiscard]] std::string log() const;
  /// The rest of the first line that contains `mark`; empty if none came within the time or the
  /// process ended.
  std::string await_line(const std::string& mark, std::chrono::milliseconds at_most);
  [[nodiscard]] pid_t pid() const { return pid_; }

private:
  bool ended();

  std::filesystem::path log_;
  pid_t pid_ = 0;
  int status_ = -2;
};

} // namespace baedal::support
