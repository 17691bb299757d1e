#pragma once

#include <array>
#include <string>

/// The SQL of the notification tables; the same in both dialects.
namespace baedal::persistence::sql {

/// Notifications beside their messages. `rows` is what stands for `n`, `join` how messages are
/// joined, `rest` all that follows.
inline std::string notifications(const std::string& rows, const char* join, const char* rest) {
  return "select n.order_id, n.version, n.audience, n.brand, coalesce(n.number, 0), n.body, "
         "coalesce(m.channel, ''), coalesce(m.carrier, ''), coalesce(m.status, ''), "
         "coalesce(m.attempts, 0), coalesce(m.due_ms, -1), coalesce(m.sent_ms, -1), "
         "coalesce(m.error, ''), coalesce(m.receipt, '') from "
         + rows + " n " + join
         + " notification_message m on m.order_id = n.order_id and m.version = n.version "
           "and m.audience = n.audience "
         + rest;
}

inline std::string notifications_of_order() {
  return notifications("(select * from notification where order_id = :key)", "left join",
                       "order by n.version, n.audience, m.channel");
}

inline std::string history_of_all() {
  return notifications("(select * from notification where number is not null "
                       "order by number, brand limit :l offset :skip)",
                       "left join", "order by n.number, n.brand, m.channel");
}

/// Numbers are dense, so a page of one brand is a range of them.
inline std::string history_range() {
  return notifications("(select * from notification where number > :skip and number <= :l "
                       "and brand = :key)",
                       "left join", "order by n.number, n.brand, m.channel");
}

inline std::string messages_of_status() {
  return notifications("notification", "join",
                       "where m.status = :status and (m.order_id, m.version, m.audience, m.channel)"
                       " > (:key, :version, :audience, :channel) "
                       "order by m.order_id, m.version, m.audience, m.channel limit :l");
}

inline std::string messages_due() {
  return notifications("notification", "join",
                       "where m.carrier = :carrier and m.due_ms <= :at "
                       "order by m.due_ms, m.order_id, m.version, m.audience, m.channel limit :l");
}

/// The table of messages is a queue: its statistics are of another hour, and a plan made for the
/// rows of that hour reads and sorts all that wait now to give the first few. So PostgreSQL is to
/// walk the index of what is due, and to stop.
inline constexpr std::array only_indexes{"set enable_seqscan = off",
                                         "set enable_bitmapscan = off",
                                         "set enable_hashjoin = off",
                                         "set enable_mergejoin = off",
                                         "set enable_sort = off",
                                         "set plan_cache_mode = force_generic_plan"};

inline constexpr auto message_backlog =
  "select count(*) from (select 1 from notification_message where due_ms <= :at limit :l) b";

inline constexpr auto record_message =
  "update notification_message set status = :status, attempts = :attempts, due_ms = :due, "
  "sent_ms = :sent, error = :error, receipt = :receipt where order_id = :key "
  "and version = :version and audience = :audience and channel = :channel";

inline constexpr auto suppress_messages =
  "update notification_message set status = 'suppressed', due_ms = null, error = 'load' "
  "where carrier = :carrier and due_ms <= :at";

inline constexpr auto silent_until =
  "select coalesce(silent_until_ms, -1) from notification_start where id = 1";
inline constexpr auto keep_silent =
  "update notification_start set silent_until_ms = :at where id = 1 and silent_until_ms is null";
/// Those that wait, but for those of events after a time; `time_of_event` reads it from the row
/// `n`, which is not there where the lists were dropped.
inline std::string skip_messages(const char* time_of_event) {
  return "update notification_message set status = 'skipped', due_ms = null "
         "where due_ms is not null and not exists (select 1 from notification n "
         "where n.order_id = notification_message.order_id "
         "and n.version = notification_message.version "
         "and n.audience = notification_message.audience and "
         + std::string{time_of_event} + " > :at)";
}
inline constexpr auto take_over =
  "update notification_start set silent_until_ms = :at, elsewhere_ms = null where id = 1";
inline constexpr auto elsewhere =
  "select coalesce(elsewhere_ms, -1) from notification_start where id = 1";
inline constexpr auto keep_elsewhere =
  "update notification_start set elsewhere_ms = :at where id = 1";

// -- dropping everything but the numbers ----
inline constexpr auto keep_numbers =
  "insert into notification_place (order_id, version, audience, number) "
  "select order_id, version, audience, number from notification where number is not null "
  "on conflict do nothing";
/// Numbers of notifications that stand there again.
inline constexpr auto forget_numbers =
  "delete from notification_place where exists (select 1 from notification n "
  "where n.order_id = notification_place.order_id and n.version = notification_place.version "
  "and n.audience = notification_place.audience)";

} // namespace baedal::persistence::sql
