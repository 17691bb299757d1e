#include "actors/reconnect_pause.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

namespace baedal::actors {

bool pause_before_attempt(int attempt, const std::atomic<bool>& stopping) {
  using namespace std::chrono_literals;
  auto left = std::min<std::chrono::milliseconds>(50ms * (1 << std::min(attempt, 5)), 1s);
  while (left > 0ms && !stopping.load()) {
    const auto nap = std::min<std::chrono::milliseconds>(left, 20ms);
    std::this_thread::sleep_for(nap);
    left -= nap;
  }
  return !stopping.load();
}

} // namespace baedal::actors
