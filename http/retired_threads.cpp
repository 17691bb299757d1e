#include "http/retired_threads.hpp"

#include <utility>

namespace baedal::http {

retired_threads& retired_threads::instance() {
  static retired_threads all;
  return all;
}

retired_threads::worker retired_threads::begin(std::function<void()> work) {
  auto done = std::make_shared<std::atomic<bool>>(false);
  std::thread thread{[work = std::move(work), done]() mutable {
    work();
    work = nullptr; // What it holds ends before the thread is called done.
    *done = true;
  }};
  return {std::move(thread), std::move(done)};
}

retired_threads::~retired_threads() {
  join_all();
}

void retired_threads::adopt(worker retired) {
  if (!retired.thread.joinable())
    return;
  const std::lock_guard held{mutex_};
  std::erase_if(workers_, [](worker& old) {
    if (!*old.done)
      return false;
    old.thread.join();
    return true;
  });
  workers_.push_back(std::move(retired));
}

void retired_threads::join_all() {
  std::vector<worker> all;
  {
    const std::lock_guard held{mutex_};
    all.swap(workers_);
  }
  for (auto& one : all)
    one.thread.join();
}

} // namespace baedal::http
