#pragma once

#include "sandbox/behaviour.hpp"
#include "sandbox/ledger.hpp"
#include "sandbox/ledger_log.hpp"
#include "sandbox/timer.hpp"

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace baedal::sandbox {

struct desk_reply {
  int status = 200;
  std::string body;
};
/// Called exactly once, from any thread, unless the desk ends before.
using reply_fn = std::function<void(desk_reply)>;

/// Where requests meet the books: applies the behaviour that is set, logs each change, and replies
/// once the change (and all that the reply speaks of) is on disk. Thread-safe.
class payment_desk {
public:
  /// Opens the books in `folder`; promised captures whose time came while nobody was there are done
  /// at once.
  static result<std::unique_ptr<payment_desk>> open(const std::filesystem::path& folder);
  ~payment_desk();

  /// Drops all who wait for an answer; captures that are promised stay promised. Safe to repeat.
  void stop();

  // -- the payment API, subject to the behaviour ------------------------------------------------
  void confirm(std::string_view body, std::string idempotency_key, reply_fn reply);
  void cancel(std::string payment_key, std::string_view body, std::string idempotency_key,
              reply_fn reply);
  void look_up_order(const std::string& order_id, reply_fn reply);
  void look_up_payment(const std::string& payment_key, reply_fn reply);

  // -- always at their best ---------------------------------------------------------------------
  void books(reply_fn reply);
  desk_reply read_behaviour() const;
  desk_reply set_behaviour(std::string_view body);

private:
  /// Someone who waits for a promised capture.
  struct waiter {
    reply_fn reply;
    bool silent = false;
  };
  payment_desk(ledger books, std::unique_ptr<ledger_log> log);

  std::optional<desk_reply> misbehave();
  std::chrono::milliseconds draw_latency();
  void look_up(const payment* paid, const reply_fn& reply, std::unique_lock<std::mutex> lock);
  void settle(ledger_outcome outcome, bool silent, const reply_fn& reply,
              std::unique_lock<std::mutex> lock);
  void promise_capture(const std::string& order_id, instant when);
  void capture_now(const std::string& order_id);
  void send(desk_reply what, std::chrono::milliseconds delay, const reply_fn& reply);

  mutable std::mutex mutex_;
  bool stopped_ = false;
  behaviour how_;
  dice dice_{how_.seed};
  dice spread_dice_{how_.seed}; ///< of its own, so that a spread shifts the luck of no rate
  ledger books_;
  std::unordered_map<std::string, std::vector<waiter>> waiters_; ///< by order
  timer timer_;
  std::unique_ptr<ledger_log> log_; ///< ends first: its last callbacks still find everything above
};

} // namespace baedal::sandbox
