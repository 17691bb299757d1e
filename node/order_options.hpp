#pragma once

#include "node/command_parser.hpp"
#include "node/order_client.hpp"

namespace baedal::node {

/// Adds `orders` with a subcommand for every command that an order understands.
option_set add_order_options(const option_set& root, order_call& to);

/// What no single option can see: whether all that placing needs was given.
result<unit> check(const order_call& call);

} // namespace baedal::node
