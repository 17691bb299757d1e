#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace baedal::http {

/// Threads that run jobs, started when first needed, with a bounded queue in front.
class worker_pool {
public:
  worker_pool(std::size_t max_threads, std::size_t max_waiting);
  worker_pool(const worker_pool&) = delete;
  worker_pool& operator=(const worker_pool&) = delete;
  ~worker_pool();

  /// False where the queue is full, no thread can be had, or the pool is finished; the job is then
  /// not taken.
  bool submit(const std::function<void()>& job);

  /// Runs what is queued, then joins all threads. No jobs are taken afterwards.
  void finish();

  /// Jobs for which there is no free thread. Read without the lock: a hint.
  [[nodiscard]] std::size_t waiting() const noexcept { return waiting_; }

private:
  void work();
  void count_waiting() noexcept;

  const std::size_t max_threads_;
  const std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
  std::size_t free_ = 0; ///< threads without a job
  std::size_t busy_ = 0;
  bool finished_ = false;
  std::atomic<std::size_t> waiting_{0};
};

} // namespace baedal::http
