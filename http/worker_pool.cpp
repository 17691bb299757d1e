#include "http/worker_pool.hpp"

#include <system_error>
#include <utility>

namespace baedal::http {

worker_pool::worker_pool(std::size_t max_threads, std::size_t max_waiting)
  : max_threads_(max_threads), max_waiting_(max_waiting) {
  // nop
}

worker_pool::~worker_pool() {
  finish();
}

bool worker_pool::submit(const std::function<void()>& job) {
  const std::lock_guard held{mutex_};
  if (finished_)
    return false;
  if (jobs_.size() >= free_ && free_ + busy_ < max_threads_) {
    try {
      threads_.emplace_back([this] { work(); });
      ++free_;
    } catch (const std::system_error&) {
      // The system gives us no more threads: those we have go on.
    }
  }
  if (jobs_.size() >= free_ + max_waiting_ || free_ + busy_ == 0)
    return false;
  jobs_.push_back(job);
  count_waiting();
  changed_.notify_one();
  return true;
}

void worker_pool::work() {
  std::unique_lock held{mutex_};
  while (true) {
    changed_.wait(held, [this] { return finished_ || !jobs_.empty(); });
    if (jobs_.empty())
      return;
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    --free_;
    ++busy_;
    count_waiting();
    held.unlock();
    job();
    job = nullptr;
    held.lock();
    --busy_;
    ++free_;
    count_waiting();
  }
}

void worker_pool::count_waiting() noexcept {
  waiting_ = jobs_.size() > free_ ? jobs_.size() - free_ : 0;
}

void worker_pool::finish() {
  std::vector<std::thread> threads;
  {
    const std::lock_guard held{mutex_};
    finished_ = true;
    threads.swap(threads_);
  }
  changed_.notify_all();
  for (auto& thread : threads)
    thread.join();
}

} // namespace baedal::http
