#include "sandbox/timer.hpp"

#include <utility>

namespace baedal::sandbox {

timer::timer() : thread_([this] { run(); }) {
  // nop
}

timer::~timer() {
  stop();
}

void timer::after(std::chrono::milliseconds delay, std::function<void()> task) {
  const std::lock_guard lock{mutex_};
  if (stopping_)
    return;
  tasks_.emplace(clock::now() + delay, std::move(task));
  changed_.notify_all();
}

void timer::stop() {
  std::multimap<clock::time_point, std::function<void()>> dropped; // Destroyed without the lock.
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    dropped.swap(tasks_);
  }
  changed_.notify_all();
  if (thread_.joinable())
    thread_.join();
}

void timer::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    if (tasks_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto when = tasks_.begin()->first;
    if (when > clock::now()) {
      changed_.wait_until(lock, when);
      continue;
    }
    auto node = tasks_.extract(tasks_.begin());
    lock.unlock();
    node.mapped()();
    node = {};
    lock.lock();
  }
}

} // namespace baedal::sandbox
