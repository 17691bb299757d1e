#pragma once

#include "domain/order_words.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace baedal {

/// The words of a dense enum, by value from 0. Specialised beside each `to_string`.
template <class Enum>
struct words;

/// The word of a value; empty for a number that names none.
template <class Enum>
constexpr std::string_view word_of(Enum value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < words<Enum>::list.size() ? words<Enum>::list[index] : std::string_view{};
}

/// The value of a word, by search: the lists are short. Empty holes in a list match nothing.
template <class Enum>
std::optional<Enum> from_word(std::string_view word) {
  if (word.empty())
    return std::nullopt;
  for (std::size_t index = 0; index < words<Enum>::list.size(); ++index)
    if (words<Enum>::list[index] == word)
      return static_cast<Enum>(index);
  return std::nullopt;
}

} // namespace baedal
