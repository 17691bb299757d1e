#include "persistence/read_list.hpp"

#include <algorithm>
#include <array>

namespace baedal::persistence {

namespace {

constexpr std::array<std::string_view, read_list_count> words{"delivery", "payments", "popularity"};

/// An order that no list shows but that of open deliveries.
order_record as_job_only(order_record row) {
  row.hidden = true;
  row.queue = queue_place::none;
  return row;
}

read_changes only(read_list kept, read_changes changes) {
  read_changes part;
  part.offsets = std::move(changes.offsets);
  part.as_of = changes.as_of;
  switch (kept) {
    case read_list::delivery:
      for (auto& row : changes.orders)
        part.orders.push_back(as_job_only(std::move(row)));
      break;
    case read_list::payments:
      part.payments = std::move(changes.payments);
      break;
    case read_list::popularity:
      part.dishes = std::move(changes.dishes);
      break;
  }
  return part;
}

void take_out(read_list moved, read_changes& changes) {
  switch (moved) {
    case read_list::delivery:
      for (auto& row : changes.orders)
        row.job = false;
      break;
    case read_list::payments:
      changes.payments.clear();
      break;
    case read_list::popularity:
      changes.dishes.clear();
      break;
  }
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

read_changes read_share::of(read_changes whole) const {
  if (alone)
    return only(*alone, std::move(whole));
  for (const auto each : moved)
    take_out(each, whole);
  return whole;
}

} // namespace baedal::persistence
