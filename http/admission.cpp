#include "http/admission.hpp"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <typeinfo>

namespace baedal::http {

namespace {

using clock = intake_queue::clock;
using ticket = intake_queue::ticket;
using verdict = intake_queue::verdict;

void turn_away(exchange& to, overload_target guard) {
  constexpr auto why = "more orders come in than can be taken at the moment";
  if (guard == overload_target::order_creation)
    to.refuse(input_fault{429, "overloaded", why, {}});
  else
    to.refuse(refusal{errc::overloaded, why});
}

} // namespace

/// What the door, the usher and the requests under way share.
class admission::room : public std::enable_shared_from_this<room> {
public:
  explicit room(intake_settings how) : queue_(how) {
    // nop
  }

  void enter(exchange_ptr to, overload_target guard, std::function<void()> then) {
    std::unique_lock held{mutex_};
    const auto entry = queue_.enter(clock::now());
    if (entry.what == verdict::waits) {
      waiters_.emplace(entry.number, waiter{std::move(to), guard, std::move(then)});
      held.unlock();
      changed_.notify_one();
      return;
    }
    const bool goes_on = entry.what == verdict::goes_on;
    ++(goes_on ? admitted_ : turned_away_);
    held.unlock();
    if (goes_on)
      go_on(to, then);
    else
      turn_away(*to, guard);
  }

  /// Lets those go on whose turn it is, and turns away who waited long enough, until told to stop.
  void usher() {
    std::unique_lock held{mutex_};
    while (!stopped_) {
      const auto next = queue_.next_expiry();
      if (called_.empty() && !next) {
        changed_.wait(held);
        continue;
      }
      if (called_.empty() && *next > clock::now()) {
        changed_.wait_until(held, *next);
        continue;
      }
      auto called = take(std::exchange(called_, {}));
      auto gone = take(queue_.expire(clock::now()));
      admitted_ += called.size();
      waited_in_vain_ += gone.size();
      held.unlock();
      for (auto& each : called)
        call(each);
      for (auto& each : gone)
        turn_away(*each.to, each.guard);
      called.clear(); // Without the lock: the last handle of an exchange may be in here.
      gone.clear();
      held.lock();
    }
  }

  void stop() {
    decltype(waiters_) left; // Dropped without the lock.
    {
      const std::lock_guard held{mutex_};
      stopped_ = true;
      left.swap(waiters_);
    }
    changed_.notify_all();
  }

  figures seen() const {
    const std::lock_guard held{mutex_};
    return {queue_.limit(), queue_.under_way(), queue_.waiting(),
            admitted_,      turned_away_,       waited_in_vain_};
  }

private:
  struct waiter {
    exchange_ptr to;
    overload_target guard;
    std::function<void()> then;
  };

  /// There is no dispatcher above the usher that would see an exception.
  void call(const waiter& who) try {
    go_on(who.to, who.then);
  } catch (const std::exception& error) {
    spdlog::error("a request that waited for admission threw {}", typeid(error).name());
    who.to->complete(problem(500, "internal_error", "the server has a bug"));
  }

  /// Not for a client who has been told already that nothing was done.
  void go_on(const exchange_ptr& to, const std::function<void()>& then) {
    const auto begun = clock::now();
    to->keep_until_gone(std::shared_ptr<void>{
      nullptr, [self = shared_from_this(), begun](void*) { self->leave(begun); }});
    if (to->mark_handed_over())
      then();
  }

  void leave(clock::time_point begun) {
    bool any = false;
    {
      const std::lock_guard held{mutex_};
      const auto now = clock::now();
      for (const auto number : queue_.leave(now - begun, now))
        called_.push_back(number);
      any = !called_.empty();
    }
    if (any)
      changed_.notify_one();
  }

  std::vector<waiter> take(const std::vector<ticket>& numbers) {
    std::vector<waiter> out;
    for (const auto number : numbers)
      if (auto found = waiters_.extract(number))
        out.push_back(std::move(found.mapped()));
    return out;
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  intake_queue queue_;
  std::map<ticket, waiter> waiters_;
  std::vector<ticket> called_; ///< they have a place and are to be told
  std::uint64_t admitted_ = 0;
  std::uint64_t turned_away_ = 0;
  std::uint64_t waited_in_vain_ = 0;
  bool stopped_ = false;
};

admission::admission(intake_settings how)
  : room_(std::make_shared<room>(how)), usher_([shared = room_] { shared->usher(); }) {
  // nop
}

admission::~admission() {
  room_->stop();
  if (usher_.get_id() == std::this_thread::get_id())
    usher_.detach(); // The last handle was in a request that waited.
  else
    usher_.join();
}

void admission::enter(exchange_ptr to, overload_target guard, std::function<void()> then) {
  room_->enter(std::move(to), guard, std::move(then));
}

admission::figures admission::seen() const {
  return room_->seen();
}

} // namespace baedal::http
