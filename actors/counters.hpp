#pragma once

#include <atomic>
#include <cstdint>

namespace baedal::actors {

/// What the actors count for the operator; read by the metrics page. All monotone except where
/// said.
struct counters {
  std::atomic<std::uint64_t> commands{0}; ///< decided, refusals included
  std::atomic<std::uint64_t> refusals{0};
  std::atomic<std::uint64_t> appends{0}; ///< of entities
  std::atomic<std::uint64_t> events{0};
  std::atomic<std::uint64_t> batches{0}; ///< transactions
  std::atomic<std::uint64_t> recoveries{0};
  std::atomic<std::uint64_t> unreadable{0}; ///< histories that could not be read
  std::atomic<std::uint64_t> entity_crashes{0};
  std::atomic<std::uint64_t> stale_twins{0}; ///< appends at a version that was taken (design D3)
  std::atomic<std::uint64_t> passivations{0};
  std::atomic<std::uint64_t> obligations_sent{0};
  std::atomic<std::uint64_t> gateway_calls{0};
  std::atomic<std::uint64_t> gateway_busy{0}; ///< not asked: no worker was free in time
  std::atomic<std::uint64_t> alerts{0};
  std::atomic<std::uint64_t> overloaded{0}; ///< refused because a queue was full
  std::atomic<std::int64_t> awake{0};       ///< gauge
  std::atomic<std::int64_t> quarantined{0}; ///< gauge
};

} // namespace baedal::actors
