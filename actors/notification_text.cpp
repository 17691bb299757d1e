#include "actors/notification_text.hpp"

#include "domain/notification_texts.hpp"

namespace baedal::actors {

std::string text_of(const notification_row& row, const catalogue& shelf) {
  return text_of(row.brand, row.what, row.to, row.order, row.store, row.amount, row.reason, shelf);
}

std::string text_of(const brand_id& brand, occasion what, audience to, const order_id& order,
                    const store_id& store, money amount, const std::string& reason,
                    const catalogue& shelf) {
  const auto card = shelf.store(store);
  const auto& name = card && !card->name.empty() ? card->name : store.value;
  return fill_in(template_of(brand.value, what, to), {order, name, amount, reason});
}

} // namespace baedal::actors
