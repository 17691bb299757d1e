#pragma once

#include <atomic>

namespace baedal::actors {

/// Blocks the calling thread between two attempts to reconnect: 50 ms, doubling to 1 s, cut short
/// when `stopping` is set. Answers whether to go on.
bool pause_before_attempt(int attempt, const std::atomic<bool>& stopping);

} // namespace baedal::actors
