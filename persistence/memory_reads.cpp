#include "persistence/memory_reads.hpp"

#include <algorithm>
#include <tuple>

namespace baedal::persistence {

namespace {

using order_key = memory_reads::order_key;

order_key key_of(const order_record& order) {
  return {order.placed_at.time_since_epoch().count(), order.id};
}

void put_order(memory_reads& all, const order_record& order) {
  auto& row = all.orders[order.id];
  if (row.version >= order.version)
    return;
  row = order;
  const auto keep = [&](std::set<order_key>& list, bool shown) {
    if (shown)
      list.insert(key_of(order));
    else
      list.erase(key_of(order));
  };
  keep(all.by_customer[order.customer], !order.hidden);
  keep(all.by_store[order.store], order.queue != queue_place::none);
  keep(all.open_jobs, order.job);
  if (!order.collection.empty())
    all.collections[order.collection][order.number] = order.id;
}

void count_dish(memory_reads& all, const dish_count& more) {
  auto& row = all.dishes[{more.store, more.item}];
  if (std::tie(row.counted_at, row.name) < std::tie(more.counted_at, more.name))
    std::tie(row.counted_at, row.name) = std::tie(more.counted_at, more.name);
  row.store = more.store;
  row.item = more.item;
  row.orders += more.orders;
  row.quantity += more.quantity;
}

void put_event(memory_reads& all, const topic_record& event) {
  const auto known = all.places.find({event.slice, event.slice_position});
  const auto position = known == all.places.end() ? ++all.heads[event.brand] : known->second;
  all.topics[event.brand].emplace(position, event);
}

void put_catalogue(std::map<std::string, catalogue_record>& rows, const catalogue_record& record) {
  auto& row = rows[record.id];
  if (row.version < record.version)
    row = record;
}

} // namespace

void memory_reads::put(const read_changes& changes) {
  for (const auto& order : changes.orders)
    put_order(*this, order);
  for (const auto& payment : changes.payments)
    payments[{payment.order, payment.version}] = payment;
  for (const auto& dish : changes.dishes)
    count_dish(*this, dish);
  for (const auto& event : changes.topic)
    put_event(*this, event);
  notifications.put(changes.notifications, changes.messages);
  for (const auto& store : changes.stores)
    put_catalogue(stores, store);
  for (const auto& brand : changes.brands)
    put_catalogue(brands, brand);
  for (const auto& step : changes.offsets)
    offsets[step.slice] = step.position;
  as_of = std::max(as_of, changes.as_of);
}

collection_piece memory_reads::piece_of(const collection_query& what) const {
  collection_piece found;
  const auto numbered = collections.find(what.collection);
  if (numbered == collections.end())
    return found;
  const auto part = static_cast<std::uint32_t>(what.part);
  for (const auto& [number, id] : numbered->second) {
    const auto& row = orders.at(id);
    const auto wanted = std::find(what.brands.begin(), what.brands.end(), row.brand);
    if (!row.hidden && wanted != what.brands.end() && (row.parts & part) == part)
      found.orders.push_back(id);
  }
  if (!what.rising)
    std::reverse(found.orders.begin(), found.orders.end());
  found.total = found.orders.size();
  const auto first = std::min(what.offset, found.orders.size());
  found.orders.erase(found.orders.begin(),
                     found.orders.begin() + static_cast<std::ptrdiff_t>(first));
  found.orders.resize(std::min(what.limit, found.orders.size()));
  return found;
}

void memory_reads::drop_all() {
  for (const auto& [brand, events] : topics)
    for (const auto& [position, event] : events)
      places.emplace(std::pair{event.slice, event.slice_position}, position);
  orders.clear();
  by_customer.clear();
  by_store.clear();
  open_jobs.clear();
  collections.clear();
  payments.clear();
  dishes.clear();
  topics.clear();
  notifications.drop();
  stores.clear();
  brands.clear();
  offsets.assign(slice_count, 0);
  as_of = {};
}

} // namespace baedal::persistence
