#pragma once

#include "bench/http_client.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace baedal::bench {

/// What one connection saw.
struct tally {
  std::vector<std::uint32_t> took_us; ///< of every answered request
  std::vector<std::string> ids;       ///< of what was answered with success, as a whole
  std::uint64_t ok = 0;
  std::uint64_t refused = 0; ///< answered with another status than 2xx
  std::uint64_t unknown = 0; ///< not answered
  std::string complaint;     ///< the first refusal

  /// One request, timed and counted; the body of a 2xx.
  std::optional<std::string> ask(http_client& over, std::string_view method, std::string_view path,
                                 std::string_view body = {});
};

enum class paying : std::uint8_t { later, at_once };

/// The body that places an order in the demo store of a brand, for one of many customers.
std::string placing(const std::string& brand, std::size_t customer, paying when);

/// A rider near the demo stores, so that a connection never waits for another one's delivery.
bool enlist(tally& count, http_client& over, const std::string& rider);

/// One order from placing to confirmation. False: it was given up on the way.
bool live(tally& count, http_client& over, const std::string& rider, std::size_t customer);

} // namespace baedal::bench
