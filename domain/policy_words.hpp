#pragma once

#include "domain/brand_policy.hpp"

#include <string_view>

namespace baedal {

// The words of the policy enums; the way back is `from_word` of domain/order_words.hpp.
std::string_view to_string(payment_timing word) noexcept;
std::string_view to_string(store_visibility word) noexcept;
std::string_view to_string(acceptance_mode word) noexcept;
std::string_view to_string(kitchen_mode word) noexcept;
std::string_view to_string(dispatch_mode word) noexcept;
std::string_view to_string(completion_party word) noexcept;
std::string_view to_string(cancel_limit word) noexcept;
std::string_view to_string(stock_mode word) noexcept;
std::string_view to_string(overload_target word) noexcept;

} // namespace baedal
