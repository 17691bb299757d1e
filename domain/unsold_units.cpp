#include "domain/store.hpp"

namespace baedal {

std::optional<std::int64_t> unsold_units(const store& state, const item_id& item) {
  const auto offered = state.card.menu.find(item);
  if (offered == state.card.menu.end() || !limits_stock(state.card, offered->second))
    return std::nullopt;
  auto units = *offered->second.stock;
  for (const auto& [order, held] : state.reservations)
    for (const auto& line : held.lines)
      units += !held.committed && line.item == item ? line.quantity : 0;
  return units;
}

} // namespace baedal
