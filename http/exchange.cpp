#include "http/exchange.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace baedal::http {

class reply_slot {
public:
  ~reply_slot() {
    if (answer_)
      drop(*answer_);
  }

  bool put(answer out) {
    std::unique_lock held{mutex_};
    if (closed_) {
      held.unlock();
      drop(out);
      return false;
    }
    closed_ = true;
    answer_ = std::move(out);
    held.unlock(); // Else whoever waits would wake up only to wait for the mutex.
    arrived_.notify_one();
    return true;
  }

  bool if_unanswered(refusal instead) {
    const std::lock_guard held{mutex_};
    silence_ = std::move(instead);
    return !closed_;
  }

  void abandon() {
    std::unique_lock held{mutex_};
    if (closed_)
      return;
    closed_ = true;
    answer_ = problem(silence_);
    held.unlock();
    arrived_.notify_one();
  }

  answer wait_until(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock held{mutex_};
    arrived_.wait_until(held, deadline, [this] { return answer_.has_value(); });
    closed_ = true;
    if (!answer_)
      return problem(silence_);
    answer out = std::move(*answer_);
    answer_.reset();
    return out;
  }

private:
  /// A stream that nobody reads must not fill its queue first.
  static void drop(answer& out) {
    if (const auto* stream = std::get_if<stream_reply>(&out))
      stream->source->abandon();
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::optional<answer> answer_;
  refusal silence_{errc::unavailable};
  bool closed_ = false;
};

exchange::exchange(http::request in, std::shared_ptr<reply_slot> slot)
  : in_(std::move(in)), slot_(std::move(slot)) {
  // nop
}

exchange::~exchange() {
  slot_->abandon();
}

bool exchange::complete(response out) {
  return slot_->put(std::move(out));
}

bool exchange::refuse(const refusal& why) {
  return slot_->put(problem(why));
}

bool exchange::refuse(const input_fault& why) {
  return slot_->put(problem(why));
}

bool exchange::stream(stream_reply out) {
  return slot_->put(std::move(out));
}

bool exchange::if_unanswered(refusal instead) {
  return slot_->if_unanswered(std::move(instead));
}

bool exchange::mark_handed_over() {
  return slot_->if_unanswered(errc::outcome_unknown);
}

open_exchange begin_exchange(request in) {
  auto slot = std::make_shared<reply_slot>();
  auto handle = std::make_shared<exchange>(std::move(in), slot);
  return {std::move(handle), std::move(slot)};
}

answer await_answer(reply_slot& slot, std::chrono::steady_clock::time_point deadline) {
  return slot.wait_until(deadline);
}

answer ask(const handler& handle, request in, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  auto opened = begin_exchange(std::move(in));
  handle(std::move(opened.handle));
  return await_answer(*opened.slot, deadline);
}

} // namespace baedal::http
