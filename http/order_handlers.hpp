#pragma once

#include "http/api_parts.hpp"
#include "http/exchange.hpp"

#include <string_view>

namespace baedal::http {

/// POST /api/v1/orders: 201 paid, 202 standing unpaid.
handler place_handler(const api_parts& parts);

/// A command to one order: 200 with its new state; `pay` answers 202 while nothing is decided.
handler command_handler(const api_parts& parts, std::string_view action);

/// An order that has ended forgets address and note.
handler erase_order_handler(const api_parts& parts);

/// The state, now or at `?version=`.
handler order_handler(const api_parts& parts);

handler history_handler(const api_parts& parts);

/// History and then live events as server-sent events, from after Last-Event-ID.
handler stream_handler(const api_parts& parts);

/// Runs `then` where the order exists, hidden or not; otherwise the exchange is refused.
void if_order_exists(const api_parts& parts, const exchange_ptr& to, std::string id,
                     std::function<void()> then);

handler payments_handler(const api_parts& parts);
handler notifications_handler(const api_parts& parts);

} // namespace baedal::http
