#pragma once

#include "domain/order_view.hpp"
#include "domain/result.hpp"

#include <string_view>

namespace baedal::persistence {

/// A view as read models keep it: JSON without what is personal (address text and place, note).
std::string encode_order_view(const order_view& view);
/// Refused with `history_unreadable`. Never throws.
result<order_view> decode_order_view(std::string_view text);

} // namespace baedal::persistence
