#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>

namespace baedal {

/// An identifier that cannot be mistaken for another kind of identifier. There is no way back to
/// text but `.value`.
template <class Tag>
struct strong_id {
  std::string value;

  friend auto operator<=>(const strong_id&, const strong_id&) = default;
  [[nodiscard]] bool empty() const noexcept { return value.empty(); }
};

using brand_id = strong_id<struct brand_tag>;
using store_id = strong_id<struct store_tag>;
using item_id = strong_id<struct item_tag>;
using rider_id = strong_id<struct rider_tag>;
using customer_id = strong_id<struct customer_tag>;
using order_id = strong_id<struct order_tag>;

} // namespace baedal

template <class Tag>
struct std::hash<baedal::strong_id<Tag>> {
  std::size_t operator()(const baedal::strong_id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
