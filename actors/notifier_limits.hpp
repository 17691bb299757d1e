#pragma once

#include "actors/load_shedding.hpp"

namespace baedal::actors {

/// How long a message is tried.
struct delivery_limits {
  std::uint32_t attempts = 15;                  ///< then it is a dead letter
  std::chrono::milliseconds first_pause{2'000}; ///< doubles from attempt to attempt
  std::chrono::milliseconds longest_pause{3'600'000};
};

/// How fast and how persistently messages are sent.
struct notifier_limits {
  delivery_limits delivery;
  shedding_bounds shedding;
  std::uint32_t per_second = 500; ///< messages taken up by all carriers together
  std::size_t senders = 4;        ///< messages in flight per carrier
  std::chrono::milliseconds poll{500};

  /// As many messages of a carrier are taken up before they are sent.
  [[nodiscard]] std::size_t ahead() const { return senders * 32; }
};

} // namespace baedal::actors
