#include "http/payment_input.hpp"

#include "http/json_reader.hpp"

#include <algorithm>

namespace baedal::http {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// 12 to 19 digits, as card numbers have, with or without dashes between them.
bool looks_like_a_card_number(std::string_view token) {
  const auto digits = std::count_if(token.begin(), token.end(), is_digit);
  const auto dashes = std::count(token.begin(), token.end(), '-');
  return digits >= 12 && digits <= 19
         && digits + dashes == static_cast<std::ptrdiff_t>(token.size());
}

} // namespace

std::string read_token(const json_reader& in) {
  auto token = in.optional_text("token", {.min = 1, .max = 200}).value_or("");
  const auto visible = [](char c) { return c > 0x20 && c < 0x7F; };
  if (!std::all_of(token.begin(), token.end(), visible))
    in.reject("token", "must be visible ASCII characters");
  else if (looks_like_a_card_number(token))
    in.reject("token", "looks like a card number; send the payment service's token");
  return token;
}

} // namespace baedal::http
