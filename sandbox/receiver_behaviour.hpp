#pragma once

#include "domain/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace baedal::sandbox {

/// How the receiver of notifications behaves, settable while it runs. The defaults are one at its
/// best.
struct receiver_behaviour {
  /// Each answer leaves so much later.
  std::chrono::milliseconds latency{0};
  /// Share of requests that end with 500 before anything is received.
  double error_rate = 0;
  /// Share of messages that are received and then not answered.
  double timeout_after_success_rate = 0;
  /// Share of requests that are told to come again later: 429 with Retry-After 1.
  double busy_rate = 0;
  /// Every request ends with 503.
  bool down = false;
  /// Webhooks are answered with 410: nobody wants them any more.
  bool gone_410 = false;
  /// Of the randomness behind the rates.
  std::uint64_t seed = 1;

  friend bool operator==(const receiver_behaviour&, const receiver_behaviour&) = default;
};

/// Reads the whole behaviour; absent members have their defaults. Refuses wrong types, rates not
/// in 0…1, times not in 0…600,000 ms, and unknown members: a misspelt fault proves nothing.
result<receiver_behaviour> read_receiver_behaviour(std::string_view body);

std::string to_json(const receiver_behaviour& how);

} // namespace baedal::sandbox
