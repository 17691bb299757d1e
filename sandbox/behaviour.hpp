#pragma once

#include "domain/result.hpp"

#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace baedal::sandbox {

/// How the sandbox behaves, settable while it runs. The defaults are a gateway at its best.
struct behaviour {
  /// Each answer of the payment API leaves so much later.
  std::chrono::milliseconds latency{0};
  /// And up to so much later still, drawn for each answer.
  std::chrono::milliseconds latency_spread{0};
  /// Share of new confirms that are declined.
  double decline_rate = 0;
  /// Share of requests that end with 500 before anything is done.
  double error_rate = 0;
  /// Share of confirms and cancels that are done and then not answered.
  double timeout_after_success_rate = 0;
  /// A new confirm captures, and answers, so much later.
  std::chrono::milliseconds capture_delay{0};
  /// Every request of the payment API ends with 503.
  bool down = false;
  /// Of the randomness behind the rates.
  std::uint64_t seed = 1;

  friend bool operator==(const behaviour&, const behaviour&) = default;
};

/// Reads the whole behaviour; absent members have their defaults. Refuses wrong types, rates not
/// in 0…1, times not in 0…600,000 ms, and unknown members: a misspelt fault proves nothing.
result<behaviour> read_behaviour(std::string_view body);

std::string to_json(const behaviour& how);

/// A seeded source of chance: the same seed and the same questions give the same answers.
class dice {
public:
  explicit dice(std::uint64_t seed) : engine_(seed) {}

  /// True in `rate` of all cases. Always draws, so that one rate does not shift the luck of
  /// another.
  bool falls_within(double rate);
  /// From none to `most`, each as likely.
  std::chrono::milliseconds up_to(std::chrono::milliseconds most);

private:
  std::mt19937_64 engine_;
};

} // namespace baedal::sandbox
