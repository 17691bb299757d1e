#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace baedal::http {

/// Threads whose owner is done with them but which still finish something: nobody waits for them
/// when they retire, and everybody may before the process ends. Those that have finished are joined
/// at the next occasion.
class retired_threads {
public:
  /// A thread that says when its work is over.
  struct worker {
    std::thread thread;
    std::shared_ptr<std::atomic<bool>> done;
  };

  static retired_threads& instance();
  static worker begin(std::function<void()> work);

  retired_threads() = default;
  retired_threads(const retired_threads&) = delete;
  retired_threads& operator=(const retired_threads&) = delete;
  ~retired_threads();

  void adopt(worker retired);
  void join_all();

private:
  std::mutex mutex_;
  std::vector<worker> workers_;
};

} // namespace baedal::http
