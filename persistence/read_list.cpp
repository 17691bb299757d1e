#include "persistence/read_list.hpp"

#include <algorithm>
#include <array>

namespace baedal::persistence {

namespace {

constexpr std::array<std::string_view, read_list_count> words{
  "delivery", "payments", "popularity", "customers", "queues", "collections"};

/// The lists that are made of rows of orders, and show those that are in them.
constexpr std::array lists_of_orders{read_list::delivery, read_list::customers, read_list::queues,
                                     read_list::collections};

void take_out(read_list list, order_record& row) {
  switch (list) {
    case read_list::delivery:
      row.job = false;
      break;
    case read_list::customers:
      row.customer.clear();
      break;
    case read_list::queues:
      row.queue = queue_place::none;
      break;
    case read_list::collections:
      row.collection.clear();
      row.number = 0;
      row.parts = 0;
      break;
    case read_list::payments:
    case read_list::popularity:
      break; // Not made of these rows.
  }
}

/// An order that no list shows but this one.
order_record in_only(read_list kept, order_record row) {
  for (const auto each : lists_of_orders)
    if (each != kept)
      take_out(each, row);
  if (kept == read_list::delivery || kept == read_list::queues)
    row.hidden = true; // They show it all the same, and the indexes of the others stay empty.
  return row;
}

read_changes only(read_list kept, read_changes changes) {
  read_changes part;
  part.offsets = std::move(changes.offsets);
  part.as_of = changes.as_of;
  if (kept == read_list::payments)
    part.payments = std::move(changes.payments);
  else if (kept == read_list::popularity)
    part.dishes = std::move(changes.dishes);
  else
    for (auto& row : changes.orders)
      part.orders.push_back(in_only(kept, std::move(row)));
  return part;
}

void take_out(read_list moved, read_changes& changes) {
  if (moved == read_list::payments)
    changes.payments.clear();
  else if (moved == read_list::popularity)
    changes.dishes.clear();
  else
    for (auto& row : changes.orders)
      take_out(moved, row);
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

read_changes read_share::of(read_changes whole) const {
  if (alone)
    return only(*alone, std::move(whole));
  for (const auto each : moved)
    take_out(each, whole);
  return whole;
}

} // namespace baedal::persistence
