#pragma once

#include "actors/circuit_breaker.hpp"
#include "http/intake_queue.hpp"
#include "node/command_parser.hpp"

namespace baedal::node {

/// How a node protects its payment gateway and itself.
struct protection_settings {
  std::uint32_t payment_calls = 16; ///< calls to the payment gateway at once
  actors::breaker_settings breaker = {};
  std::size_t intake_least = 8; ///< see `http::intake_settings`
  std::size_t intake_most = 0;  ///< 0: as many as `placing_threads`
  std::chrono::milliseconds intake_target{2'000};
  std::chrono::milliseconds intake_wait{200};
};

void add_protection(const option_set& add, protection_settings& to);

/// What no single option can see. `threads` are those of the edge.
result<unit> check(const protection_settings& how, std::uint32_t threads);

/// The threads of the edge that placing may take; the others stay for reads and for commands to
/// orders that exist.
std::size_t placing_threads(std::uint32_t threads);

http::intake_settings intake_of(const protection_settings& how, std::uint32_t threads);

} // namespace baedal::node
