#include "persistence/postgres_apply_sql.hpp"

#include "persistence/column_texts.hpp"
#include "persistence/sql_notification_texts.hpp"

namespace baedal::persistence::sql {

namespace {

std::string rows(const std::string& table, std::initializer_list<text_column> columns) {
  return unfolded(table, columns, std::string{'\'', usual_separator, '\''});
}

std::string moved() {
  return "moved as (update projection_offset o set position = f.p from "
         + rows("f", {{"s", "integer"}, {"a", "bigint"}, {"p", "bigint"}})
         + " where o.slice = f.s and o.position = f.a returning 1)";
}

std::string into_order_row(const std::string& table) {
  return "insert into order_row as o (order_id, slice, brand, store_id, customer_id, area, status, "
         "placed_ms, version, hidden, queue, job, offers, lat, lon, collection, number, parts, "
         "body) select "
         + table + ".* from "
         + rows(table, {{"i", "text"},
                        {"s", "integer"},
                        {"b", "text"},
                        {"st", "text"},
                        {"c", "text"},
                        {"a", "text"},
                        {"u", "text"},
                        {"p", "bigint"},
                        {"v", "bigint"},
                        {"h", "smallint"},
                        {"q", "smallint"},
                        {"j", "smallint"},
                        {"f", "integer"},
                        {"x", "float8"},
                        {"y", "float8"},
                        {"co", "text"},
                        {"nr", "bigint"},
                        {"pa", "integer"},
                        {"d", "text"}})
         + " where s is not null";
}

constexpr auto newer_order =
  " on conflict (order_id) do update set status = excluded.status, version = excluded.version, "
  "hidden = excluded.hidden, queue = excluded.queue, job = excluded.job, offers = excluded.offers, "
  "parts = excluded.parts, body = excluded.body where excluded.version > o.version";

std::string orders(const char* where_new_ones_are_known) {
  return "orders as (" + into_order_row("n") + newer_order + "), new_orders as ("
         + into_order_row("nn") + where_new_ones_are_known + ")";
}

std::string payments() {
  return "payments as (insert into payment_row (order_id, version, what, amount, method, at_ms) "
         "select m.* from "
         + rows("m", {{"i", "text"},
                      {"v", "bigint"},
                      {"w", "text"},
                      {"a", "bigint"},
                      {"k", "text"},
                      {"t", "bigint"}})
         + " where v is not null)";
}

std::string dishes() {
  return "dishes as (insert into dish_count as d (store_id, item_id, name, orders, quantity, "
         "counted_ms) select c.* from "
         + rows("c", {{"s", "text"},
                      {"i", "text"},
                      {"n", "text"},
                      {"o", "bigint"},
                      {"q", "bigint"},
                      {"t", "bigint"}})
         + " where o is not null on conflict (store_id, item_id) do update set "
           "orders = d.orders + excluded.orders, quantity = d.quantity + excluded.quantity, "
           "name = case when (excluded.counted_ms, excluded.name) > (d.counted_ms, d.name) "
           "then excluded.name else d.name end, "
           "counted_ms = greatest(d.counted_ms, excluded.counted_ms))";
}

std::string topic_rows() {
  return rows("e", {{"b", "text"},
                    {"back", "bigint"},
                    {"s", "integer"},
                    {"q", "bigint"},
                    {"i", "text"},
                    {"v", "bigint"},
                    {"u", "text"},
                    {"t", "bigint"},
                    {"d", "text"},
                    {"f", "bigint"},
                    {"w", "text"}});
}

constexpr auto raise_heads =
  " on conflict (brand) do update set position = h.position + excluded.position "
  "returning brand, position), ";
constexpr auto into_topic =
  "topics as (insert into topic (brand, position, slice, slice_position, order_id, version, "
  "type, at_ms, data, follows, owner) ";

/// The usual case: every event is new.
std::string new_topics() {
  return "heads as (insert into topic_head as h (brand, position) select g.* from "
         + rows("g", {{"b", "text"}, {"n", "bigint"}}) + " where n is not null" + raise_heads
         + into_topic + "select b, h.position - back, s, q, i, v, u, t, d, f, w from "
         + topic_rows() + " join heads h on h.brand = b)";
}

/// While something that was dropped is rebuilt.
std::string replaced_topics() {
  return "events as materialized (select e.*, (select position from topic_place k "
         "where k.slice = e.s and k.slice_position = e.q) as place from "
         + topic_rows()
         + " where back is not null), "
           "fresh as (select s, q, row_number() over (partition by b order by back) - 1 as behind "
           "from events where place is null), "
           "heads as (insert into topic_head as h (brand, position) "
           "select b, count(*) from events where place is null group by b"
         + raise_heads + into_topic
         + "select b, coalesce(place, h.position - behind), e.s, e.q, i, v, u, t, d, e.f, e.w "
           "from events e left join fresh n on n.s = e.s and n.q = e.q "
           "left join heads h on h.brand = b)";
}

std::string notification_rows() {
  return rows("w", {{"i", "text"},
                    {"v", "bigint"},
                    {"a", "text"},
                    {"b", "text"},
                    {"back", "bigint"},
                    {"d", "text"}});
}

constexpr auto raise_note_heads =
  " on conflict (brand) do update set number = h.number + excluded.number "
  "returning brand, number), ";
constexpr auto into_notification =
  "notes as (insert into notification (order_id, version, audience, brand, number, body) ";

std::string new_notifications() {
  return "note_heads as (insert into notification_head as h (brand, number) select k.* from "
         + rows("k", {{"b", "text"}, {"n", "bigint"}}) + " where n is not null" + raise_note_heads
         + into_notification
         + "select i, v, a, b, case when back >= 0 then h.number - back end, d from "
         + notification_rows()
         + " left join note_heads h on h.brand = b where v is not null)";
}

/// Numbers that were given before stay; all others get the brand's next ones.
std::string replaced_notifications() {
  return "told as materialized (select w.*, (select number from notification_place p "
         "where p.order_id = w.i and p.version = w.v and p.audience = w.a) as place from "
         + notification_rows()
         + " where v is not null), "
           "unnumbered as (select i, v, a, row_number() over (partition by b order by back) - 1 "
           "as behind from told where place is null and back >= 0), "
           "note_heads as (insert into notification_head as h (brand, number) "
           "select b, count(*) from told where place is null and back >= 0 group by b"
         + raise_note_heads + into_notification
         + "select t.i, t.v, t.a, b, case when back >= 0 then coalesce(place, h.number - behind) "
           "end, d from told t left join unnumbered u on u.i = t.i and u.v = t.v and u.a = t.a "
           "left join note_heads h on h.brand = b on conflict do nothing)";
}

/// Looking for what stands there already takes longer than finding that nothing does.
std::string messages(bool again) {
  return "messages as (insert into notification_message (order_id, version, audience, channel, "
         "carrier, status, due_ms, attempts, error, receipt) select x.*, 0, "
         + first_error("s") + ", '' from "
         + rows("x", {{"i", "text"},
                      {"v", "bigint"},
                      {"a", "text"},
                      {"c", "text"},
                      {"r", "text"},
                      {"s", "text"},
                      {"t", "bigint"}})
         + " where v is not null" + (again ? " on conflict do nothing)" : ")");
}

std::string catalogue(const std::string& name, const std::string& table, const std::string& key) {
  return name + " as (insert into " + table + " as c (" + key + ", version, body) select " + name
         + ".* from " + rows(name, {{"i", "text"}, {"v", "bigint"}, {"d", "text"}})
         + " where v is not null on conflict (" + key
         + ") do update set version = excluded.version, body = excluded.body "
           "where excluded.version > c.version)";
}

} // namespace

std::string apply_changes(bool topics_again, bool told_again) {
  return "with " + moved() + ", " + orders(topics_again ? newer_order : "") + ", " + payments()
         + ", " + dishes() + ", " + (topics_again ? replaced_topics() : new_topics()) + ", "
         + (told_again ? replaced_notifications() : new_notifications()) + ", "
         + messages(told_again) + ", "
         + catalogue("stores", "catalogue_store", "store_id") + ", "
         + catalogue("brands", "catalogue_brand", "brand")
         + ", now as (update projection_time set as_of_ms = greatest(as_of_ms, :as_of) "
           "where id = 1) "
           "select 1 / (case when (select count(*) from moved) = :advances then 1 else 0 end)";
}

} // namespace baedal::persistence::sql
