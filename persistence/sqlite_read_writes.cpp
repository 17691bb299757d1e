#include "persistence/sqlite_read_writes.hpp"

#include "persistence/sql_notification_texts.hpp"
#include "persistence/sql_read_texts.hpp"
#include "persistence/sqlite_numbers.hpp"

#include <soci/soci.h>

#include <algorithm>

namespace baedal::persistence {

namespace {

using soci::use;

long long ms(instant at) {
  return at.time_since_epoch().count();
}

std::string new_message_sql() {
  return "insert into notification_message (order_id, version, audience, channel, carrier, "
         "status, due_ms, attempts, error, receipt) values (:i, :v, :u, :c, :r, :s, :t, 0, "
         + sql::first_error(":s") + ", '') on conflict do nothing";
}

} // namespace

/// Variables bound to the statements, and the statements.
struct sqlite_read_writes::kept {
  explicit kept(soci::session& s)
    : session(s), numbers(s),
      order((s.prepare << "insert into order_row as o (order_id, slice, brand, store_id, "
                          "customer_id, area, status, placed_ms, version, hidden, queue, job, "
                          "offers, lat, lon, collection, number, parts, body) values (:i, :s, :b, "
                          ":st, :c, :a, :u, :p, :v, :h, :q, :j, :f, :la, :lo, :co, :nr, :pa, :d) "
                          "on conflict (order_id) do update set status = excluded.status, "
                          "version = excluded.version, hidden = excluded.hidden, "
                          "queue = excluded.queue, job = excluded.job, offers = excluded.offers, "
                          "parts = excluded.parts, body = excluded.body "
                          "where excluded.version > o.version",
             use(id), use(slice), use(brand), use(store), use(customer), use(area), use(status),
             use(at), use(version), use(hidden), use(queue), use(job), use(offers), use(lat, place),
             use(lon, place), use(collection), use(position), use(amount), use(body))),
      payment((s.prepare << "insert into payment_row (order_id, version, what, amount, method, "
                            "at_ms) values (:i, :v, :u, :m, :b, :t)",
               use(id), use(version), use(status), use(amount), use(brand), use(at))),
      dish((s.prepare << "insert into dish_count as d (store_id, item_id, name, orders, quantity, "
                         "counted_ms) values (:s, :i, :n, :o, :q, :t) "
                         "on conflict (store_id, item_id) do update set "
                         "orders = d.orders + excluded.orders, "
                         "quantity = d.quantity + excluded.quantity, name = case when "
                         "(excluded.counted_ms, excluded.name) > (d.counted_ms, d.name) "
                         "then excluded.name else d.name end, "
                         "counted_ms = max(d.counted_ms, excluded.counted_ms)",
            use(store), use(id), use(status), use(version), use(amount), use(at))),
      event((s.prepare << "insert into topic (brand, position, slice, slice_position, order_id, "
                          "version, type, at_ms, data, follows, owner) values (:b, :p, :s, :q, "
                          ":i, :v, :u, :t, :d, :f, :w)",
             use(brand), use(position), use(slice), use(slice_position), use(id), use(version),
             use(status), use(at), use(body), use(amount), use(store))),
      notification((s.prepare << "insert into notification (order_id, version, audience, brand, "
                                 "number, body) values (:i, :v, :u, :b, :n, :d) "
                                 "on conflict do nothing",
                    use(id), use(version), use(status), use(brand), use(position, place),
                    use(body))),
      message((s.prepare << new_message_sql(), use(id, "i"), use(version, "v"), use(status, "u"),
               use(store, "c"), use(area, "r"), use(brand, "s"), use(at, place, "t"))),
      store_card(
        (s.prepare << catalogue("catalogue_store", "store_id"), use(id), use(version), use(body))),
      brand_card(
        (s.prepare << catalogue("catalogue_brand", "brand"), use(id), use(version), use(body))),
      offset((s.prepare << "update projection_offset set position = :p where slice = :s "
                           "and position = :a",
              use(position), use(slice), use(slice_position))),
      time((s.prepare << "update projection_time set as_of_ms = max(as_of_ms, :t) where id = 1",
            use(at))),
      begin(s.prepare << "begin immediate"), commit(s.prepare << "commit"),
      rollback(s.prepare << "rollback") {
    // nop
  }

  static std::string catalogue(const char* table, const char* key) {
    const std::string name{table};
    return "insert into " + name + " (" + key + ", version, body) values (:i, :v, :d) on conflict ("
           + key
           + ") do update set version = excluded.version, body = excluded.body "
             "where excluded.version > "
           + name + ".version";
  }

  void put(const order_record& row);
  void put(const payment_record& row);
  void put(const dish_count& row);
  void put(const topic_record& row);
  void put(const notification_record& row);
  void put(const new_message& row);
  void put(soci::statement& into_table, const catalogue_record& row);
  bool put(const slice_advance& step);

  soci::session& session;
  sqlite_numbers numbers;
  std::string id, brand, store, customer, area, status, collection, body;
  long long slice = 0, at = 0, version = 0, hidden = 0, queue = 0, job = 0, offers = 0, amount = 0;
  long long position = 0, slice_position = 0;
  double lat = 0, lon = 0;
  soci::indicator place = soci::i_null;
  soci::statement order, payment, dish, event, notification, message, store_card, brand_card;
  soci::statement offset, time, begin, commit, rollback;
};

void sqlite_read_writes::kept::put(const order_record& row) {
  id = row.id;
  slice = row.slice;
  brand = row.brand;
  store = row.store;
  customer = row.customer;
  area = row.area;
  status = row.status;
  at = ms(row.placed_at);
  version = static_cast<long long>(row.version);
  hidden = row.hidden ? 1 : 0;
  queue = static_cast<long long>(row.queue);
  job = row.job ? 1 : 0;
  offers = row.offers;
  place = row.pickup ? soci::i_ok : soci::i_null;
  lat = row.pickup ? row.pickup->lat : 0;
  lon = row.pickup ? row.pickup->lon : 0;
  collection = row.collection;
  position = static_cast<long long>(row.number);
  amount = row.parts;
  body = row.body;
  order.execute(true);
}

void sqlite_read_writes::kept::put(const payment_record& row) {
  id = row.order;
  version = static_cast<long long>(row.version);
  status = row.what;
  amount = row.amount;
  brand = row.method;
  at = ms(row.at);
  payment.execute(true);
}

void sqlite_read_writes::kept::put(const dish_count& row) {
  store = row.store;
  id = row.item;
  status = row.name;
  version = row.orders;
  amount = row.quantity;
  at = ms(row.counted_at);
  dish.execute(true);
}

void sqlite_read_writes::kept::put(const topic_record& row) {
  slice = row.slice;
  slice_position = static_cast<long long>(row.slice_position);
  brand = row.brand;
  id = row.order;
  version = static_cast<long long>(row.version);
  status = row.type;
  at = ms(row.at);
  body = row.data;
  amount = static_cast<long long>(row.follows);
  store = row.owner;
  position = numbers.position_of(row);
  event.execute(true);
}

void sqlite_read_writes::kept::put(const notification_record& row) {
  id = row.order.value;
  version = static_cast<long long>(row.version);
  status = to_string(row.to);
  brand = row.brand.value;
  body = encode_notification(row);
  place = is_listed(row.to) ? soci::i_ok : soci::i_null;
  if (place == soci::i_ok)
    position = numbers.number_of(row);
  notification.execute(true);
}

void sqlite_read_writes::kept::put(const new_message& row) {
  id = row.key.order.value;
  version = static_cast<long long>(row.key.version);
  status = to_string(row.key.to);
  store = to_string(row.key.channel);
  area = to_string(row.by);
  brand = to_string(row.status);
  at = ms(row.at);
  place = row.status == message_status::queued ? soci::i_ok : soci::i_null;
  message.execute(true);
}

void sqlite_read_writes::kept::put(soci::statement& into_table, const catalogue_record& row) {
  id = row.id;
  version = static_cast<long long>(row.version);
  body = row.body;
  into_table.execute(true);
}

bool sqlite_read_writes::kept::put(const slice_advance& step) {
  slice = step.slice;
  slice_position = static_cast<long long>(step.after);
  position = static_cast<long long>(step.position);
  offset.execute(true);
  return offset.get_affected_rows() == 1;
}

sqlite_read_writes::sqlite_read_writes(soci::session& session)
  : kept_(std::make_unique<kept>(session)) {
  // nop
}

sqlite_read_writes::~sqlite_read_writes() = default;

void sqlite_read_writes::begin() {
  kept_->begin.execute(true);
}

void sqlite_read_writes::commit() {
  kept_->commit.execute(true);
}

void sqlite_read_writes::roll_back() {
  kept_->rollback.execute(true);
}

bool sqlite_read_writes::apply(const read_changes& changes) {
  auto& k = *kept_;
  if (!std::all_of(changes.offsets.begin(), changes.offsets.end(),
                   [&](const slice_advance& step) { return k.put(step); }))
    return false;
  k.numbers.begin();
  for (const auto& row : changes.orders)
    k.put(row);
  for (const auto& row : changes.payments)
    k.put(row);
  for (const auto& row : changes.dishes)
    k.put(row);
  for (const auto& row : changes.topic)
    k.put(row);
  for (const auto& row : changes.notifications)
    k.put(row);
  for (const auto& row : changes.messages)
    k.put(row);
  for (const auto& row : changes.stores)
    k.put(k.store_card, row);
  for (const auto& row : changes.brands)
    k.put(k.brand_card, row);
  k.numbers.save();
  k.at = ms(changes.as_of);
  k.time.execute(true);
  return true;
}

void sqlite_read_writes::drop_all() {
  for (const auto* sql : {sql::keep_places, sql::keep_numbers, "delete from order_row",
                          "delete from payment_row", "delete from dish_count", "delete from topic",
                          "delete from notification", "delete from catalogue_store",
                          "delete from catalogue_brand", sql::reset_offsets, sql::reset_time})
    kept_->session << sql;
  kept_->numbers.expect_all_again();
}

} // namespace baedal::persistence
