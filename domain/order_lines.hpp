#pragma once

#include "domain/order_view.hpp"

namespace baedal {

// Lines of an order: what they come to, and how they lose units.

/// Units of an item in all its lines.
std::int64_t units_of(const std::vector<order_line>& lines, const item_id& item);

/// What all lines of one item come to.
struct item_sum {
  item_id item;
  std::string name; ///< of several the last in the alphabet
  std::int64_t quantity = 0;
};

/// One for each item, in the order in which the lines name them first.
std::vector<item_sum> sums_by_item(const std::vector<order_line>& lines);

/// Takes so many units of an item out of its lines, the first line first, and answers them. Lines
/// that nothing is left of are gone.
std::vector<order_line> take_units(std::vector<order_line>& lines, const item_id& item,
                                   std::int64_t quantity);

} // namespace baedal
