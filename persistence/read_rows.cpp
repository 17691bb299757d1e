#include "persistence/read_rows.hpp"

#include "persistence/storable.hpp"

#include <algorithm>

namespace baedal::persistence {

bool comes_after(const dish_count& dish, const list_key& place) noexcept {
  if (dish.orders != place.first)
    return dish.orders < place.first;
  if (dish.quantity != place.second)
    return dish.quantity < place.second;
  return dish.item > place.id;
}

bool is_storable(const read_changes& changes) noexcept {
  const auto all = [](const auto& rows, auto fits) {
    return std::all_of(rows.begin(), rows.end(), fits);
  };
  const auto catalogued = [](const catalogue_record& row) {
    return is_storable(row.id) && is_storable(row.body);
  };
  return all(changes.orders,
             [](const order_record& row) {
               return is_storable(row.id) && is_storable(row.brand) && is_storable(row.store)
                      && is_storable(row.customer) && is_storable(row.area)
                      && is_storable(row.body);
             })
         && all(changes.payments, [](const payment_record& row) { return is_storable(row.order); })
         && all(changes.dishes,
                [](const dish_count& row) {
                  return is_storable(row.store) && is_storable(row.item) && is_storable(row.name);
                })
         && all(changes.topic,
                [](const topic_record& row) {
                  return is_storable(row.brand) && is_storable(row.order) && is_storable(row.data);
                })
         && all(changes.stores, catalogued) && all(changes.brands, catalogued);
}

} // namespace baedal::persistence
