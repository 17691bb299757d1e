#include "domain/store_card.hpp"

namespace baedal {

bool limits_stock(const store_card& store, const menu_item& item) {
  return item.stock.has_value() && store.overrides.stock != stock_mode::off;
}

} // namespace baedal
