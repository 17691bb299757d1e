#include "node/stop_signals.hpp"

#include <ctime>

namespace baedal::node {

stop_signals::stop_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  sigemptyset(&wanted_);
  sigaddset(&wanted_, SIGINT);
  sigaddset(&wanted_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &wanted_, &before_);
}

stop_signals::~stop_signals() {
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool stop_signals::arrived(std::chrono::milliseconds at_most) const {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(at_most);
  timespec patience{};
  patience.tv_sec = whole.count();
  patience.tv_nsec = std::chrono::nanoseconds{at_most - whole}.count();
  return sigtimedwait(&wanted_, nullptr, &patience) > 0;
}

} // namespace baedal::node
