#pragma once

#include "domain/ids.hpp"

#include <cstdint>
#include <optional>

namespace baedal {

/// The id of an order that has a number in a collection is "<collection>-<number>" (requirements
/// K12), so that whoever knows the number needs no look-up.
struct numbered_order {
  std::string collection;
  std::uint64_t number = 0;

  friend bool operator==(const numbered_order&, const numbered_order&) = default;
};

/// Which number an id stands for; nothing where it is no such id. Numbers begin at 1 and are
/// written without zeros in front.
std::optional<numbered_order> parse_numbered_order(const order_id& id);

order_id id_of(const numbered_order& what);

/// What of an order stands in collections of its own: each of its parts appears at its own time.
enum class order_part : std::uint8_t { whole = 0, payment = 1, ticket = 2, delivery = 4 };

/// Whether one is among `parts`, which are added up. An order is there as a whole.
constexpr bool has_part(std::uint32_t parts, order_part which) noexcept {
  return which == order_part::whole || (parts & static_cast<std::uint32_t>(which)) != 0;
}

} // namespace baedal
