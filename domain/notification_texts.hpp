#pragma once

#include "domain/notification.hpp"

namespace baedal {

/// What stands in for the placeholders of a text.
struct text_values {
  order_id order;
  std::string store; ///< its name
  money amount;
  std::string reason;
};

/// The text of a brand for an occasion and an audience, with placeholders {order}, {store},
/// {amount} and {reason}. A brand without a text of its own has the one that all share; empty where
/// nobody of that audience is ever told.
std::string_view template_of(std::string_view brand, occasion what, audience to) noexcept;

/// All that anybody is ever told by a brand, in the shipped words.
struct shipped_text {
  occasion what;
  audience to;
  std::string_view text;
};
std::vector<shipped_text> shipped_texts(std::string_view brand);

/// The first `{word}` in a text that is no placeholder; empty where all are.
std::string unknown_placeholder(std::string_view text);

/// A template filled in: the order as people call it ("7" for pizzaOrders-7), the amount as
/// "18,000원", the grade's word in the brand's language. Without a reason, " 사유: {reason}" is
/// left out.
std::string fill_in(std::string_view text, const text_values& values);

} // namespace baedal
