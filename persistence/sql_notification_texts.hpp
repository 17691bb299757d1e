#pragma once

#include "persistence/migrations.hpp"
#include "persistence/notification_rows.hpp"

#include <array>
#include <string>

/// The SQL of the notification tables; nearly the same in both dialects.
namespace baedal::persistence::sql {

/// Notifications beside their messages. `rows` is what stands for `n`, `join` how messages are
/// joined, `rest` all that follows.
inline std::string notifications(const std::string& rows, const char* join,
                                 const std::string& rest) {
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

/// The status is part of the text: only so may both databases use the index of dead letters.
inline std::string messages_of_status(message_status status) {
  return notifications("notification", "join",
                       "where m.status = '" + std::string{to_string(status)}
                         + "' and (m.order_id, m.version, m.audience, m.channel)"
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

/// What became of the messages in a JSON array of objects.
inline std::string record_messages(dialect speaks) {
  const std::string rows =
    speaks == dialect::postgresql
      ? "json_to_recordset(:j::json) as c(\"order\" text, version bigint, audience text, "
        "channel text, status text, attempts integer, due bigint, sent bigint, error text, "
        "receipt text)"
      : "(select value ->> 'order' as \"order\", value ->> 'version' as version, "
        "value ->> 'audience' as audience, value ->> 'channel' as channel, "
        "value ->> 'status' as status, value ->> 'attempts' as attempts, value ->> 'due' as due, "
        "value ->> 'sent' as sent, value ->> 'error' as error, value ->> 'receipt' as receipt "
        "from json_each(:j)) as c";
  return "update notification_message as m set status = c.status, attempts = c.attempts, "
         "due_ms = c.due, sent_ms = c.sent, error = c.error, receipt = c.receipt from "
         + rows
         + " where m.order_id = c.\"order\" and m.version = c.version "
           "and m.audience = c.audience and m.channel = c.channel";
}

/// The error of a new message that begins with the status `status`.
inline std::string first_error(const std::string& status) {
  return "case when " + status + " = 'suppressed' then '" + std::string{suppressed_by_load}
         + "' else '' end";
}

inline std::string suppress_messages() {
  return "update notification_message set status = 'suppressed', due_ms = null, error = '"
         + std::string{suppressed_by_load} + "' where carrier = :by and due_ms <= :at";
}

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
