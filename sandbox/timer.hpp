#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace baedal::sandbox {

/// One thread that does things later, so that no delayed answer holds a thread of its own.
class timer {
public:
  using clock = std::chrono::steady_clock;

  timer();
  ~timer();
  timer(const timer&) = delete;
  timer& operator=(const timer&) = delete;

  void after(std::chrono::milliseconds delay, std::function<void()> task);

  /// Ends the thread and drops what is left; whatever comes later is dropped too. Safe to repeat.
  void stop();

private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::multimap<clock::time_point, std::function<void()>> tasks_;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace baedal::sandbox
