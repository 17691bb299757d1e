#include "domain/order_lines.hpp"

#include <algorithm>

namespace baedal {

std::int64_t units_of(const std::vector<order_line>& lines, const item_id& item) {
  std::int64_t units = 0;
  for (const auto& line : lines)
    units += line.item == item ? line.quantity : 0;
  return units;
}

std::vector<item_sum> sums_by_item(const std::vector<order_line>& lines) {
  std::vector<item_sum> sums;
  for (const auto& line : lines) {
    auto sum = std::ranges::find(sums, line.item, &item_sum::item);
    if (sum == sums.end())
      sum = sums.insert(sum, {line.item, {}, 0});
    sum->name = std::max(sum->name, line.name);
    sum->quantity += line.quantity;
  }
  return sums;
}

std::vector<order_line> take_units(std::vector<order_line>& lines, const item_id& item,
                                   std::int64_t quantity) {
  std::vector<order_line> taken;
  for (auto& line : lines) {
    const auto units = line.item == item ? std::min(line.quantity, quantity) : 0;
    if (units <= 0)
      continue;
    taken.push_back(line);
    taken.back().quantity = units;
    line.quantity -= units;
    quantity -= units;
  }
  std::erase_if(lines, [](const order_line& line) { return line.quantity <= 0; });
  return taken;
}

} // namespace baedal
