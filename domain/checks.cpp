#include "domain/checks.hpp"

#include "domain/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace baedal {

namespace {

bool is_control(char byte) noexcept {
  return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
}

/// Characters in the text; nothing where it is not UTF-8 or holds a control character.
std::optional<std::size_t> plain_length(std::string_view text) noexcept {
  std::size_t count = 0;
  while (!text.empty()) {
    const auto length = utf8_length(text);
    if (length == 0 || is_control(text.front()))
      return std::nullopt;
    text.remove_prefix(length);
    ++count;
  }
  return count;
}

} // namespace

fault fault_of_id(std::string_view id, std::string field) {
  if (id.empty() || id.size() > 128)
    return refusal{errc::value_invalid, "an id has 1 to 128 bytes", std::move(field)};
  if (!plain_length(id) || id.find('/') != std::string_view::npos)
    return refusal{errc::value_invalid, "an id holds no '/' and no control character",
                   std::move(field)};
  return std::nullopt;
}

fault fault_of_text(std::string_view text, std::size_t most, std::string field) {
  const auto length = plain_length(text);
  if (!length)
    return refusal{errc::value_invalid, "must be UTF-8 without control characters",
                   std::move(field)};
  if (*length > most)
    return refusal{errc::value_invalid, "is longer than " + std::to_string(most) + " characters",
                   std::move(field)};
  return std::nullopt;
}

fault fault_of_amount(money amount, std::string field) {
  if (amount < money{0} || amount > largest_amount)
    return refusal{errc::value_invalid, "must be 0 to " + std::to_string(largest_amount.won),
                   std::move(field)};
  return std::nullopt;
}

fault fault_of_point(const std::optional<geo_point>& point) {
  if (!point)
    return std::nullopt;
  if (!(point->lat >= -90 && point->lat <= 90)) // Written so that not-a-number fails, too.
    return refusal{errc::value_invalid, "must be -90 to 90", "lat"};
  if (!(point->lon >= -180 && point->lon <= 180))
    return refusal{errc::value_invalid, "must be -180 to 180", "lon"};
  return std::nullopt;
}

fault first_of(std::initializer_list<fault> faults) {
  for (const auto& each : faults)
    if (each)
      return each;
  return std::nullopt;
}

namespace {

bool is_card_length(std::size_t digits) {
  return digits >= 12 && digits <= 19;
}

/// Digits without a break, or in groups of four to six, as they stand on cards: no other number,
/// as a date or a code, stands behind them.
bool is_card_number(std::string_view text) {
  std::size_t group = 0;
  bool broken = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++group;
      continue;
    }
    if ((c != ' ' && c != '-') || group < 4 || group > 6)
      return false;
    broken = true;
    group = 0;
  }
  return !broken || (group >= 4 && group <= 6);
}

} // namespace

std::string without_card_numbers(std::string text) {
  const auto is_digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(at))
      continue;
    std::vector<std::size_t> digits;
    auto end = at;
    while (is_digit(end) || ((text[end] == ' ' || text[end] == '-') && is_digit(end + 1))) {
      if (is_digit(end))
        digits.push_back(end);
      ++end;
    }
    if (is_card_length(digits.size()))
      for (std::size_t i = 0; i + 4 < digits.size(); ++i)
        text[digits[i]] = '*';
    at = end;
  }
  return text;
}

std::string masked_card(std::string_view typed) {
  std::string digits;
  std::copy_if(typed.begin(), typed.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  if (digits.empty())
    return {};
  const auto first = typed.find_first_not_of(' ');
  const auto last = typed.find_last_not_of(' ');
  const auto number = typed.substr(first, last - first + 1);
  const bool whole = is_card_length(digits.size()) && is_card_number(number);
  return "****" + (whole ? digits.substr(digits.size() - 4) : std::string{});
}

} // namespace baedal
