#include "persistence/read_rows.hpp"

#include "persistence/storable.hpp"

#include <algorithm>
#include <string_view>

namespace baedal::persistence {

bool comes_after(const dish_count& dish, const list_key& place) noexcept {
  if (dish.orders != place.first)
    return dish.orders < place.first;
  if (dish.quantity != place.second)
    return dish.quantity < place.second;
  return dish.item > place.id;
}

namespace {

/// What a database holds and what a column of `change_columns` holds.
bool fits(std::string_view text) noexcept {
  return is_storable(text) && text.find('\x1f') == std::string_view::npos;
}

} // namespace

bool is_storable(const read_changes& changes) noexcept {
  const auto all = [](const auto& rows, auto each) {
    return std::all_of(rows.begin(), rows.end(), each);
  };
  const auto catalogued = [](const catalogue_record& row) {
    return fits(row.id) && fits(row.body);
  };
  return all(changes.orders,
             [](const order_record& row) {
               return fits(row.id) && fits(row.brand) && fits(row.store) && fits(row.customer)
                      && fits(row.area) && fits(row.collection) && fits(row.body);
             })
         && all(changes.payments, [](const payment_record& row) { return fits(row.order); })
         && all(changes.dishes,
                [](const dish_count& row) {
                  return fits(row.store) && fits(row.item) && fits(row.name);
                })
         && all(changes.topic,
                [](const topic_record& row) {
                  return fits(row.brand) && fits(row.order) && fits(row.data) && fits(row.owner);
                })
         && all(changes.notifications,
                [](const notification_record& row) {
                  return fits(row.order.value) && fits(row.brand.value) && fits(row.recipient)
                         && fits(row.customer.value) && fits(row.store.value) && fits(row.reason);
                })
         && all(changes.stores, catalogued) && all(changes.brands, catalogued);
}

} // namespace baedal::persistence
