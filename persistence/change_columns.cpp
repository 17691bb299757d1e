#include "persistence/change_columns.hpp"

#include <map>

namespace baedal::persistence {

namespace {

template <std::size_t Width, class... Values>
void add(column_texts<Width>& columns, const Values&... values) {
  add_row(columns, usual_separator, values...);
}

void add(column_texts<7>& columns, const new_message& row) {
  add(columns, row.key.order.value, row.key.version, to_string(row.key.to),
      to_string(row.key.channel), to_string(row.by),
      to_string(row.status),
      row.status == message_status::queued ? std::optional{row.at} : std::optional<instant>{});
}

void add(column_texts<19>& columns, const order_record& row) {
  std::optional<double> lat;
  std::optional<double> lon;
  if (row.pickup) {
    lat = row.pickup->lat;
    lon = row.pickup->lon;
  }
  add(columns, row.id, row.slice, row.brand, row.store, row.customer, row.area, row.status,
      row.placed_at, row.version, row.hidden, row.queue, row.job, row.offers, lat, lon,
      row.collection, row.number, row.parts, row.body);
}

/// Positions are given out by the database: a row only knows how many of its brand come after it.
void add_topic(change_columns& into, const std::vector<topic_record>& events) {
  std::map<std::string_view, std::uint64_t> left;
  for (const auto& row : events)
    ++left[row.brand];
  for (const auto& [brand, count] : left)
    add(into.heads, brand, count);
  for (const auto& row : events)
    add(into.topic, row.brand, --left[row.brand], row.slice, row.slice_position, row.order,
        row.version, row.type, row.at, row.data, row.follows, row.owner);
}

/// Numbers are given out by the database, too.
void add_notifications(change_columns& into, const std::vector<notification_record>& rows) {
  std::map<std::string_view, std::int64_t> left;
  for (const auto& row : rows)
    if (is_listed(row.to))
      ++left[row.brand.value];
  for (const auto& [brand, count] : left)
    add(into.note_heads, brand, count);
  for (const auto& row : rows)
    add(into.notifications, row.order.value, row.version, to_string(row.to), row.brand.value,
        is_listed(row.to) ? --left[row.brand.value] : std::int64_t{-1}, encode_notification(row));
}

} // namespace

void change_columns::describe(const read_changes& changes) {
  clear(orders);
  clear(new_orders);
  for (const auto& row : changes.orders)
    add(row.is_new ? new_orders : orders, row);
  clear(payments);
  for (const auto& row : changes.payments)
    add(payments, row.order, row.version, row.what, row.amount, row.method, row.at);
  clear(dishes);
  for (const auto& row : changes.dishes)
    add(dishes, row.store, row.item, row.name, row.orders, row.quantity, row.counted_at);
  clear(topic);
  clear(heads);
  add_topic(*this, changes.topic);
  clear(notifications);
  clear(note_heads);
  add_notifications(*this, changes.notifications);
  clear(messages);
  for (const auto& row : changes.messages)
    add(messages, row);
  clear(stores);
  for (const auto& row : changes.stores)
    add(stores, row.id, row.version, row.body);
  clear(brands);
  for (const auto& row : changes.brands)
    add(brands, row.id, row.version, row.body);
  clear(offsets);
  for (const auto& row : changes.offsets)
    add(offsets, row.slice, row.after, row.position);
  advances = static_cast<long long>(changes.offsets.size());
  as_of_ms = changes.as_of.time_since_epoch().count();
}

} // namespace baedal::persistence
