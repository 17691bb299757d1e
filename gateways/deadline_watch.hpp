#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace baedal::gateways {

/// Cuts calls off that are not done in time. The HTTP client has time-outs for each single read and
/// write only, so a peer that sends one byte now and then would hold a caller for ever.
class deadline_watch {
public:
  using clock = std::chrono::steady_clock;

  /// While it lives the deadline stands. Once its destructor has returned, `cut` neither runs nor
  /// will run.
  class guard {
  public:
    guard(deadline_watch& watch, clock::time_point when, std::function<void()> cut);
    ~guard();
    guard(const guard&) = delete;
    guard& operator=(const guard&) = delete;

  private:
    deadline_watch& watch_;
    std::uint64_t number_;
  };

  deadline_watch();
  ~deadline_watch();

private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::pair<clock::time_point, std::uint64_t>, std::function<void()>> due_;
  std::map<std::uint64_t, clock::time_point> when_;
  std::uint64_t last_number_ = 0;
  std::uint64_t running_ = 0; ///< the number whose cut runs at this moment
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace baedal::gateways
