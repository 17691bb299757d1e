#include "actors/notification_text.hpp"

#include "domain/notification_texts.hpp"

namespace baedal::actors {

std::string text_of(const notification_row& row, const catalogue& shelf) {
  return text_of(row.brand, row.what, row.to, row.order, row.store, row.amount, row.reason, row.at,
                 shelf);
}

std::string text_of(const brand_id& brand, occasion what, audience to, const order_id& order,
                    const store_id& store, money amount, const std::string& reason, instant at,
                    const catalogue& shelf) {
  const auto card = shelf.store(store);
  const auto& name = card && !card->name.empty() ? card->name : store.value;
  const auto owner = shelf.brand(brand);
  const auto own = owner ? own_text(owner->texts, what, to, at) : std::string_view{};
  return fill_in(own.empty() ? template_of(brand.value, what, to) : own,
                 {order, name, amount, reason});
}

} // namespace baedal::actors
