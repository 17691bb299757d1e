#include "tests/support/process.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace baedal::support {

namespace {

using clock = std::chrono::steady_clock;

/// Ends the test run where a sanitizer has reported into this log.
void stop_at_findings(const std::string& log) {
  for (const auto* mark : {"ERROR: AddressSanitizer", "ERROR: LeakSanitizer", "runtime error: "})
    if (log.find(mark) != std::string::npos) {
      std::cerr << "a sanitizer found something in a child process:\n" << log << std::endl;
      std::abort();
    }
}

/// Between fork and exec: only what is safe there.
[[noreturn]] void become(char* const* arguments, const char* log, pid_t runner) {
  const auto out = ::open(log, O_WRONLY | O_APPEND | O_CREAT | O_TRUNC, 0666);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != runner)
    ::_exit(126);
  // A limit on the size of files shall be an error of `write`, not the end.
  ::signal(SIGXFSZ, SIG_IGN);
  ::execv(arguments[0], arguments);
  ::_exit(127);
}

} // namespace

bool eventually(std::chrono::milliseconds at_most, const std::function<bool()>& holds) {
  const auto end = clock::now() + at_most;
  while (!holds()) {
    if (clock::now() >= end)
      return false;
    std::this_thread::yield();
  }
  return true;
}

process::process(const std::vector<std::string>& arguments, std::filesystem::path log)
  : log_(std::move(log)) {
  std::vector<char*> raw;
  for (const auto& each : arguments)
    raw.push_back(const_cast<char*>(each.c_str()));
  raw.push_back(nullptr);
  const auto runner = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0)
    become(raw.data(), log_.c_str(), runner);
  if (pid_ < 0)
    throw std::runtime_error{"no process can be started"};
}

process::~process() {
  kill();
  stop_at_findings(log());
}

void process::kill() {
  if (ended())
    return;
  ::kill(pid_, SIGKILL);
  wait(std::chrono::seconds{30});
}

void process::signal(int number) const {
  if (status_ == -2)
    ::kill(pid_, number);
}

int process::wait(std::chrono::milliseconds at_most) {
  pollfd end{static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)), POLLIN, 0};
  if (!ended() && ::poll(&end, 1, static_cast<int>(at_most.count())) == 1)
    ended();
  ::close(end.fd);
  return status_;
}

std::string process::log() const {
  std::ifstream in{log_};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string process::await_line(const std::string& mark, std::chrono::milliseconds at_most) {
  std::string rest;
  eventually(at_most, [&] {
    const bool over = ended(); // Looked at first: what it printed last counts.
    const auto text = log();
    const auto from = text.find(mark);
    const auto until = text.find('\n', from);
    if (from == std::string::npos || until == std::string::npos)
      return over;
    rest = text.substr(from + mark.size(), until - from - mark.size());
    return true;
  });
  return rest;
}

bool process::ended() {
  int status = 0;
  if (status_ == -2 && ::waitpid(pid_, &status, WNOHANG) == pid_)
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return status_ != -2;
}

} // namespace baedal::support
