#include "persistence/sql_read_dump.hpp"

#include "domain/order_words.hpp"
#include "persistence/kept_statements.hpp"
#include "persistence/read_dump.hpp"

#include <algorithm>

namespace baedal::persistence {

namespace {

using lines = std::vector<std::string>;

instant at_ms(long long ms) {
  return instant{std::chrono::milliseconds{ms}};
}

std::uint64_t positive(long long number) {
  return static_cast<std::uint64_t>(number);
}

/// Runs a query into column vectors; `take(i)` gets the place of each row in them.
template <class Take, class... Vectors>
void each_row(soci::session& session, const std::string& sql, Take take, Vectors&... vectors) {
  kept_statements run{session, 256};
  kept_statements::statement once;
  run.each_row(run.ready(once, sql, soci::into(vectors)...), take, vectors...);
}

void add_orders(soci::session& session, lines& out) {
  std::vector<std::string> id, brand, store, customer, area, status, collection, body;
  std::vector<long long> slice, placed, version, hidden, queue, job, offers, number, parts;
  std::vector<double> lat, lon;
  const auto take = [&](std::size_t i) {
    order_record row{static_cast<std::uint32_t>(slice[i]),
                     id[i],
                     brand[i],
                     store[i],
                     customer[i],
                     area[i],
                     status[i],
                     at_ms(placed[i]),
                     positive(version[i]),
                     hidden[i] != 0,
                     static_cast<queue_place>(queue[i]),
                     job[i] != 0,
                     static_cast<std::int32_t>(offers[i]),
                     std::nullopt,
                     collection[i],
                     positive(number[i]),
                     static_cast<std::uint32_t>(parts[i]),
                     body[i]};
    if (lat[i] > -1000)
      row.pickup = geo_point{lat[i], lon[i]};
    out.push_back(line_of(row));
  };
  each_row(session,
           "select order_id, brand, store_id, customer_id, area, status, collection, body, slice, "
           "placed_ms, version, hidden, queue, job, offers, number, parts, coalesce(lat, -1000), "
           "coalesce(lon, -1000) from order_row",
           take, id, brand, store, customer, area, status, collection, body, slice, placed, version,
           hidden, queue, job, offers, number, parts, lat, lon);
}

void add_payments(soci::session& session, lines& out) {
  std::vector<std::string> order, what, method;
  std::vector<long long> version, amount, at;
  const auto take = [&](std::size_t i) {
    out.push_back(line_of(
      payment_record{order[i], positive(version[i]), what[i], amount[i], method[i], at_ms(at[i])}));
  };
  each_row(session, "select order_id, what, method, version, amount, at_ms from payment_row", take,
           order, what, method, version, amount, at);
}

void add_dishes(soci::session& session, lines& out) {
  std::vector<std::string> store, item, name;
  std::vector<long long> orders, quantity, at;
  const auto take = [&](std::size_t i) {
    out.push_back(
      line_of(dish_count{store[i], item[i], name[i], orders[i], quantity[i], at_ms(at[i])}));
  };
  each_row(session, "select store_id, item_id, name, orders, quantity, counted_ms from dish_count",
           take, store, item, name, orders, quantity, at);
}

void add_topics(soci::session& session, lines& out) {
  std::vector<std::string> brand, order, type, data, owner;
  std::vector<long long> position, slice, slice_position, version, at, follows;
  const auto take = [&](std::size_t i) {
    out.push_back(line_of(
      topic_event{positive(position[i]),
                  {static_cast<std::uint32_t>(slice[i]), positive(slice_position[i]), brand[i],
                   order[i], positive(version[i]), type[i], at_ms(at[i]), data[i],
                   positive(follows[i]), owner[i]}}));
  };
  each_row(session,
           "select brand, order_id, type, data, owner, position, slice, slice_position, "
           "version, at_ms, follows from topic",
           take, brand, order, type, data, owner, position, slice, slice_position, version, at,
           follows);
}

void add_notifications(soci::session& session, lines& out) {
  std::vector<std::string> order, audience_word, brand, body;
  std::vector<long long> version, number;
  const auto take = [&](std::size_t i) {
    notification_row row;
    row.what.order = order_id{order[i]};
    row.what.version = positive(version[i]);
    row.what.to = from_word<audience>(audience_word[i]).value_or(audience::ops);
    row.what.brand = brand_id{brand[i]};
    row.number = positive(number[i]);
    if (decode_notification(body[i], row.what))
      out.push_back(line_of(row));
  };
  each_row(session,
           "select order_id, audience, brand, body, version, coalesce(number, 0) "
           "from notification",
           take, order, audience_word, brand, body, version, number);
}

void add_offsets(soci::session& session, lines& out) {
  std::vector<long long> slice, position;
  const auto take = [&](std::size_t i) {
    out.push_back(line_of(static_cast<std::uint32_t>(slice[i]), positive(position[i])));
  };
  each_row(session, "select slice, position from projection_offset", take, slice, position);
}

} // namespace

std::vector<catalogue_record> catalogue_in(soci::session& session, const char* table,
                                           const char* id) {
  std::vector<std::string> ids, bodies;
  std::vector<long long> versions;
  std::vector<catalogue_record> found;
  const auto take = [&](std::size_t i) {
    found.push_back({ids[i], positive(versions[i]), bodies[i]});
  };
  each_row(session, std::string{"select "} + id + ", body, version from " + table + " order by 1",
           take, ids, bodies, versions);
  return found;
}

std::vector<std::string> dump_of(soci::session& session) {
  lines out;
  add_orders(session, out);
  add_payments(session, out);
  add_dishes(session, out);
  add_topics(session, out);
  add_notifications(session, out);
  add_offsets(session, out);
  for (const auto& row : catalogue_in(session, "catalogue_store", "store_id"))
    out.push_back(line_of("store", row));
  for (const auto& row : catalogue_in(session, "catalogue_brand", "brand"))
    out.push_back(line_of("brand", row));
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace baedal::persistence
