#pragma once

#include "domain/result.hpp"

#include <atomic>
#include <functional>
#include <memory>

namespace baedal::actors {

/// Counts what was handed over and not yet finished; read by admission control and the live view of
/// the tree.
using gauge = std::atomic<std::int64_t>;

/// The way back to whoever asked (design D15): local to this node, completed exactly once, from any
/// thread. If the last copy dies uncompleted (actor crashed, killed, no handler, mailbox closed) it
/// answers `unavailable`, or `outcome_unknown` once its events were handed to the journal.
template <class T>
class reply {
public:
  using callback = std::function<void(result<T>)>;

  reply() = default;
  explicit reply(callback done) : slot_(std::make_shared<slot>(std::move(done))) {
    // nop
  }

  void deliver(T value) const { complete(result<T>{std::move(value)}); }
  void refuse(refusal why) const { complete(result<T>{std::move(why)}); }

  void complete(result<T> outcome) const {
    if (slot_)
      slot_->complete(std::move(outcome));
  }

  /// From here on a death without an answer means "may be done".
  void mark_handed_over() const {
    if (slot_)
      slot_->handed_over.store(true, std::memory_order_relaxed);
  }

  /// Raises the gauge now and lowers it when the answer is given.
  void count_in(std::shared_ptr<gauge> where) const {
    if (!slot_ || slot_->counted)
      return;
    where->fetch_add(1, std::memory_order_relaxed);
    slot_->counted = std::move(where);
  }

  [[nodiscard]] bool answered() const { return !slot_ || slot_->done.load(); }

private:
  struct slot {
    explicit slot(callback on_done) : tell(std::move(on_done)) {
      // nop
    }
    slot(const slot&) = delete;
    slot& operator=(const slot&) = delete;
    ~slot() { complete(refusal{handed_over.load() ? errc::outcome_unknown : errc::unavailable}); }
    void complete(result<T> outcome) {
      if (done.exchange(true))
        return;
      if (counted)
        counted->fetch_sub(1, std::memory_order_relaxed);
      if (auto last = std::exchange(tell, nullptr))
        last(std::move(outcome));
    }
    callback tell;
    std::atomic<bool> done{false};
    std::atomic<bool> handed_over{false};
    std::shared_ptr<gauge> counted;
  };
  std::shared_ptr<slot> slot_;
};

} // namespace baedal::actors
