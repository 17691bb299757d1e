#include "persistence/read_list.hpp"

#include <algorithm>
#include <array>

namespace baedal::persistence {

namespace {

constexpr std::array<std::string_view, read_list_count> words{
  "delivery", "payments", "popularity", "customers", "queues", "collections", "notifications"};

/// Those that are made of rows of orders.
constexpr std::array lists_of_orders{read_list::delivery, read_list::customers, read_list::queues,
                                     read_list::collections};

constexpr auto delivery_part = static_cast<std::uint32_t>(order_part::delivery);

bool contains(const std::vector<read_list>& lists, read_list which) {
  return std::find(lists.begin(), lists.end(), which) != lists.end();
}

} // namespace

std::string_view to_string(read_list which) noexcept {
  return words[static_cast<std::size_t>(which)];
}

std::optional<read_list> read_list_of(std::string_view word) noexcept {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end())
    return std::nullopt;
  return static_cast<read_list>(found - words.begin());
}

std::string names_of_read_lists() {
  std::string names;
  for (const auto word : words)
    names.append(names.empty() ? "" : word == words.back() ? " or " : ", ").append(word);
  return names;
}

read_list list_with(order_part part, const std::vector<read_list>& moved) {
  return part == order_part::delivery && contains(moved, read_list::delivery)
           ? read_list::delivery
           : read_list::collections;
}

bool read_share::has(read_list which) const {
  return alone ? which == *alone : !contains(moved, which);
}

order_record read_share::of(order_record row) const {
  if (!has(read_list::delivery))
    row.job = false;
  if (!has(read_list::customers))
    row.customer.clear();
  if (!has(read_list::queues))
    row.queue = queue_place::none;
  if (!has(read_list::collections))
    row.parts &= delivery_part;
  const bool beside_jobs = alone == read_list::delivery;
  if (!beside_jobs && !has(list_with(order_part::delivery, moved)))
    row.parts &= ~delivery_part;
  if (!beside_jobs && !has(read_list::collections)) {
    row.collection.clear();
    row.number = 0;
  }
  if (alone == read_list::queues || (beside_jobs && row.parts == 0))
    row.hidden = true; // They show it all the same, and the indexes of the others stay empty.
  return row;
}

read_changes read_share::of(read_changes whole) const {
  if (!has(read_list::payments))
    whole.payments.clear();
  if (!has(read_list::popularity))
    whole.dishes.clear();
  if (!has(read_list::notifications)) {
    whole.notifications.clear();
    whole.messages.clear();
  }
  if (alone) {
    whole.topic.clear();
    whole.stores.clear();
    whole.brands.clear();
    if (std::find(lists_of_orders.begin(), lists_of_orders.end(), *alone) == lists_of_orders.end())
      whole.orders.clear();
  }
  for (auto& row : whole.orders)
    row = of(std::move(row));
  return whole;
}

} // namespace baedal::persistence
