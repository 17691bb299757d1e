#include "http/stream_source.hpp"

#include <cerrno>
#include <cstdint>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace baedal::http {

namespace {

int open_event() {
  const auto event = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (event < 0)
    throw std::system_error(errno, std::generic_category(), "eventfd");
  return event;
}

} // namespace

stream_source::stream_source(std::size_t limit_bytes) : limit_(limit_bytes), wake_(open_event()) {
  // nop
}

stream_source::~stream_source() {
  close();
  ::close(wake_);
}

bool stream_source::push(std::string_view frame) {
  std::unique_lock held{mutex_};
  if (closed_)
    return false;
  if (queue_.size() + frame.size() > limit_) {
    overflowed_ = true;
    queue_.clear();
    shut(std::move(held));
    return false;
  }
  const bool was_empty = queue_.empty();
  queue_ += frame;
  if (was_empty)
    wake();
  return true;
}

void stream_source::close() {
  shut(std::unique_lock{mutex_});
}

void stream_source::break_off() {
  std::unique_lock held{mutex_};
  broken_ = broken_ || !closed_;
  shut(std::move(held));
}

void stream_source::shut(std::unique_lock<std::mutex> held) {
  if (closed_)
    return;
  closed_ = true;
  wake();
  const auto then = std::exchange(on_close_, nullptr);
  const auto dropped = std::exchange(on_taken_, nullptr);
  held.unlock();
  if (then)
    then();
}

void stream_source::on_close(std::function<void()> then) {
  std::unique_lock held{mutex_};
  if (!closed_) {
    on_close_ = std::move(then);
    return;
  }
  held.unlock();
  then();
}

void stream_source::on_taken(std::function<void()> then) {
  const std::lock_guard held{mutex_};
  if (!closed_)
    on_taken_ = std::move(then);
}

bool stream_source::closed() const {
  const std::lock_guard held{mutex_};
  return closed_;
}

bool stream_source::overflowed() const {
  const std::lock_guard held{mutex_};
  return overflowed_;
}

std::size_t stream_source::queued() const {
  const std::lock_guard held{mutex_};
  return queue_.size();
}

stream_source::batch stream_source::take() {
  std::unique_lock held{mutex_};
  std::uint64_t count = 0;
  [[maybe_unused]] const auto ignored = ::read(wake_, &count, sizeof count);
  batch taken{std::exchange(queue_, {}), closed_, broken_};
  const auto then = taken.bytes.empty() ? nullptr : on_taken_;
  held.unlock();
  if (then)
    then();
  return taken;
}

void stream_source::abandon() {
  std::unique_lock held{mutex_};
  queue_.clear();
  shut(std::move(held));
}

void stream_source::wake() noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto ignored = ::write(wake_, &one, sizeof one);
}

} // namespace baedal::http
