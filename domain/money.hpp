#pragma once

#include <compare>
#include <cstdint>

namespace baedal {

/// An amount in whole Korean won. Won have no fraction, so there is nothing to round.
struct money {
  std::int64_t won = 0;

  friend auto operator<=>(const money&, const money&) = default;
  friend constexpr money operator+(money a, money b) { return {a.won + b.won}; }
  friend constexpr money operator-(money a, money b) { return {a.won - b.won}; }
  friend constexpr money operator*(money price, std::int64_t quantity) {
    return {price.won * quantity};
  }
};

/// No single amount of an order may exceed this; it keeps every sum far from overflow.
inline constexpr money largest_amount{1'000'000'000};

} // namespace baedal
