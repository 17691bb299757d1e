#pragma once

#include "domain/brand_policy.hpp"
#include "http/exchange.hpp"
#include "http/intake_queue.hpp"

#include <memory>
#include <thread>

namespace baedal::http {

/// Admission control for requests that make new work (requirement 004-N4). Each handler that places
/// an order asks here once its input is known to be sound, and before it sends anything:
///
///     parts.intake->enter(to, policy.overload_guard, [=] { send the command });
///
/// Only as many go on at once as an adaptive limit allows. Others wait a little, and are then
/// refused with code `overloaded` and Retry-After: certainly nothing was done. All other requests
/// pass it by. Thread-safe; who waits is woken by a thread of its own.
class admission {
public:
  explicit admission(intake_settings how);
  admission(const admission&) = delete;
  admission& operator=(const admission&) = delete;
  /// Whoever waits is answered `unavailable`.
  ~admission();

  /// Runs `then`, now or later, from any thread; or answers `to`, and `then` never runs: with 429
  /// where the brand guards order creation, else with 503. From the moment `then` runs, silence
  /// means `outcome_unknown`. The place is free again once the exchange is gone: it was answered or
  /// dropped, and nobody works for it any more.
  void enter(exchange_ptr to, overload_target guard, std::function<void()> then);

  struct figures {
    std::size_t limit = 0;
    std::size_t under_way = 0;
    std::size_t waiting = 0;
    std::uint64_t admitted = 0;
    std::uint64_t turned_away = 0; ///< no place was free
    std::uint64_t waited_in_vain = 0;
  };
  [[nodiscard]] figures seen() const;

private:
  class room;

  std::shared_ptr<room> room_; ///< outlives this while requests are under way
  std::thread usher_;
};

} // namespace baedal::http
