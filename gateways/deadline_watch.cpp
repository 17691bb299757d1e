#include "gateways/deadline_watch.hpp"

namespace baedal::gateways {

namespace {

/// A cut that came too early to find anything to cut is repeated until the call has ended.
constexpr auto again_after = std::chrono::milliseconds{20};

} // namespace

deadline_watch::guard::guard(deadline_watch& watch, clock::time_point when,
                             std::function<void()> cut)
  : watch_(watch) {
  const std::lock_guard lock{watch_.mutex_};
  number_ = ++watch_.last_number_;
  watch_.due_.emplace(std::pair{when, number_}, std::move(cut));
  watch_.when_.emplace(number_, when);
  if (watch_.due_.begin()->first.second == number_)
    watch_.changed_.notify_all();
}

deadline_watch::guard::~guard() {
  std::unique_lock lock{watch_.mutex_};
  watch_.changed_.wait(lock, [&] { return watch_.running_ != number_; });
  const auto when = watch_.when_.find(number_);
  watch_.due_.erase({when->second, number_});
  watch_.when_.erase(when);
}

deadline_watch::deadline_watch() : thread_([this] { run(); }) {
  // nop
}

deadline_watch::~deadline_watch() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void deadline_watch::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    if (due_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto when = due_.begin()->first.first;
    if (when > clock::now()) {
      changed_.wait_until(lock, when);
      continue;
    }
    auto node = due_.extract(due_.begin());
    running_ = node.key().second;
    lock.unlock();
    node.mapped()();
    lock.lock();
    node.key().first = clock::now() + again_after;
    when_[running_] = node.key().first;
    due_.insert(std::move(node));
    running_ = 0;
    changed_.notify_all();
  }
}

} // namespace baedal::gateways
