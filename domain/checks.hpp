#pragma once

#include "domain/money.hpp"
#include "domain/place.hpp"
#include "domain/result.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace baedal {

// Checks of values that people send. Each answers the refusal, with the field it names, or nothing.

using fault = std::optional<refusal>;

/// Units of stock, and of one order line, never exceed this.
inline constexpr std::int64_t most_units = 1'000'000'000;
/// Names, in characters.
inline constexpr std::size_t longest_name = 200;

/// 1 to 128 bytes of UTF-8 without control characters and '/'.
fault fault_of_id(std::string_view id, std::string field);

/// At most `most` characters of UTF-8 without control characters. May be empty.
fault fault_of_text(std::string_view text, std::size_t most, std::string field);

/// 0 to `largest_amount`.
fault fault_of_amount(money amount, std::string field);

/// Latitude and longitude in range; the field is "lat" or "lon".
fault fault_of_point(const std::optional<geo_point>& point);

fault first_of(std::initializer_list<fault> faults);

/// The text with every card number in it masked but for its last four digits: 12 to 19 digits, also
/// with single blanks or dashes between them. Free text is written down for ever, card numbers are
/// not (design D3).
std::string without_card_numbers(std::string text);

/// What may be kept of a card's number: "****" and its last four digits, if it has the 12 to 19
/// digits of one, in one piece or in groups of four to six; of anything else "****" alone. Empty
/// where no digit was typed.
std::string masked_card(std::string_view typed);

} // namespace baedal
