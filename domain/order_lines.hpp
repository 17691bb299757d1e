#pragma once

#include "domain/order_view.hpp"

#include <map>

namespace baedal {

// Lines of an order that lose units.

/// Units of an item in all its lines.
std::int64_t units_of(const std::vector<order_line>& lines, const item_id& item);

/// What all lines of one item come to.
struct item_sum {
  std::string name; ///< of several the last in the alphabet
  std::int64_t quantity = 0;
};

std::map<item_id, item_sum> sums_by_item(const std::vector<order_line>& lines);

/// Takes so many units of an item out of its lines, the first line first, and answers them. Lines
/// that nothing is left of are gone.
std::vector<order_line> take_units(std::vector<order_line>& lines, const item_id& item,
                                   std::int64_t quantity);

} // namespace baedal
