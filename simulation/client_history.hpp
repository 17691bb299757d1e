#pragma once

#include "domain/order.hpp"
#include "domain/store.hpp"

#include <deque>
#include <optional>

namespace baedal::simulation {

/// One request as its client saw it: what was asked, and what was answered if anything was.
template <class Command, class View>
struct request {
  std::size_t first = 0; ///< the request that this one repeats; its own number if none
  std::string node;      ///< the process that was asked
  std::string entity;    ///< id
  Command what;
  std::optional<idempotency> key;
  instant asked{};
  std::optional<instant> ended;          ///< answered, or the connection broke
  std::optional<result<View>> told = {}; ///< nothing after a broken connection
  bool created = false;                  ///< the answer said so
};

using order_request = request<order_command, order_view>;
using store_request = request<store_command, store_view>;

/// An order as somebody read it.
struct sight {
  std::string node;
  std::string entity; ///< id
  instant asked{};
  order_view seen;
};

/// The live stream of one order, as far as its hub lived.
struct followed {
  std::string order;
  std::vector<std::uint64_t> versions;
};

/// Everything that clients asked and were told, in the order of asking. Elements never move.
struct client_history {
  std::deque<order_request> orders;
  std::deque<store_request> stores;
  std::deque<sight> sights;
  std::deque<followed> streams;
};

} // namespace baedal::simulation
