#pragma once

#include "persistence/migrations.hpp"

#include <string>

/// The SQL of the lists.
namespace baedal::persistence::sql {

/// One part of a store's queue, oldest first.
inline std::string queue_part(const char* place, const char* more) {
  return std::string{
           "select body, placed_ms, order_id from order_row where store_id = :key and queue = "}
         + place + more
         + " and (placed_ms, order_id) > (:at, :id) order by placed_ms, order_id limit :l";
}

/// All orders of a store. Two short walks along the index instead of a sort of everything.
inline std::string whole_queue() {
  return "select body from (select * from (" + queue_part("1", "") + ") a union all select * from ("
         + queue_part("2", "") + ") b) u order by placed_ms, order_id limit :l";
}

/// Those of one status, which are all open or all closed.
inline std::string open_of_status() {
  return "select body from (" + queue_part("1", " and status = :status")
         + ") u order by placed_ms, order_id";
}
inline std::string closed_of_status() {
  return "select body from (" + queue_part("2", " and status = :status")
         + ") u order by placed_ms, order_id";
}

inline constexpr auto customer_orders =
  "select body from order_row where customer_id = :key and hidden = 0 "
  "and (placed_ms, order_id) < (:at, :id) order by placed_ms desc, order_id desc limit :l";

/// A superset of what is near; the domain decides (a third offer goes to everybody).
inline constexpr auto jobs = "select body, placed_ms, order_id from order_row where job = 1 and "
                             "(placed_ms, order_id) > (:at, :id) "
                             "and (area in (:key, '') or offers >= 3 "
                             "or (lat between :south and :north and lon between :west and :east)) "
                             "order by placed_ms, order_id limit :l";

inline constexpr auto dishes =
  "select item_id, name, orders, quantity, counted_ms from dish_count where store_id = :key "
  "and (orders < :at or (orders = :at and (quantity < :second or (quantity = :second and item_id > "
  ":id)))) "
  "order by orders desc, quantity desc, item_id limit :l";

inline constexpr auto payments = "select version, what, amount, method, at_ms from payment_row "
                                 "where order_id = :key order by version";

/// PostgreSQL applies without waiting for its disk. A position that a consumer has seen must not
/// change, so reading new events commits a mark of its own, which makes everything committed before
/// it durable, too.
inline std::string topic(dialect speaks) {
  return std::string{"select position, slice, slice_position, order_id, version, type, at_ms, "
                     "data, follows, owner from topic "
                     "where brand = :key and position > :at "}
         + (speaks == dialect::postgresql
              ? "and (select pg_logical_emit_message(true, 'topic', '')) is not null "
              : "")
         + "order by position limit :l";
}

// -- dropping everything but the places of events in their topics ----
inline constexpr auto keep_places =
  "insert into topic_place (slice, slice_position, brand, position) "
  "select slice, slice_position, brand, position from topic where true on conflict do nothing";
/// Places of events that stand there again.
inline constexpr auto forget_places =
  "delete from topic_place where exists (select 1 from projection_offset o "
  "where o.slice = topic_place.slice and o.position >= topic_place.slice_position)";
inline constexpr auto reset_offsets =
  "update projection_offset set position = 0 where position > 0";
inline constexpr auto reset_time = "update projection_time set as_of_ms = 0";

} // namespace baedal::persistence::sql
