#pragma once

#include "node/command_parser.hpp"
#include "node/settings.hpp"

namespace baedal::node {

/// Adds where notifications go, by which keys, and how fast.
void add_notification_options(const option_set& add, serve_settings& to);

/// The keys by which the sandbox checks what it gets.
void add_receiver_options(const option_set& add, sandbox_settings& to);

} // namespace baedal::node
