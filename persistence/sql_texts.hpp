#pragma once

#include "persistence/migrations.hpp"

#include <string>

/// The SQL of the journal's reads. Dialects differ only in how they unfold a JSON document into
/// rows.
namespace baedal::persistence::sql {

/// `asked(i, s, e, v, d)`: the rows of a JSON array of objects with an index, slice, entity,
/// version and event id.
inline std::string asked(dialect speaks) {
  if (speaks == dialect::postgresql)
    return "with asked as (select i, s, e, v, d from json_to_recordset(:j::json) "
           "as x(i bigint, s integer, e text, v bigint, d text)) ";
  return "with asked as (select json_extract(value, '$.i') as i, json_extract(value, '$.s') as s, "
         "json_extract(value, '$.e') as e, json_extract(value, '$.v') as v, "
         "json_extract(value, '$.d') as d from json_each(:j)) ";
}

inline constexpr auto event_columns =
  "slice, position, entity, version, event_id, type, payload, at_ms, hash, epoch";

inline std::string events_of() {
  return std::string{"select "} + event_columns
         + " from event where slice = :s and entity = :e and version > :v order by version limit "
           ":l";
}

inline std::string events_in() {
  return std::string{"select "} + event_columns
         + " from event where slice = :s and position > :p order by position limit :l";
}

inline std::string owners(dialect speaks) {
  return asked(speaks)
         + "select a.i, coalesce(o.version, 0), coalesce(o.payload, ''), coalesce(o.hash, ''), "
           "coalesce((select max(h.position) from event h where h.slice = a.s), 0) "
           "from asked a left join event o on o.slice = a.s and o.entity = a.e and o.version = "
           "(select max(n.version) from event n where n.slice = a.s and n.entity = a.e) order by "
           "a.i";
}

inline std::string holds(dialect speaks) {
  return asked(speaks)
         + "select a.i from asked a, event e where e.slice = a.s and e.entity = a.e "
           "and e.version = a.v and e.event_id = a.d order by a.i";
}

/// Snapshot (kind 0), later events (kind 1) and personal row (kind 2) of each entity, in the order
/// asked. SOCI reads SQLite columns as the type that the first `select` declares: the fold version
/// is 64 bits wide because times are.
inline std::string histories(dialect speaks) {
  return asked(speaks)
         + "select a.i as i, 0 as kind, n.slice, 0 as position, n.entity, n.version as version, "
           "'' as event_id, '' as type, n.state as payload, n.fold_version as at_ms, n.hash, 0 as "
           "epoch "
           "from asked a, snapshot n where n.slice = a.s and n.entity = a.e "
           "union all select a.i, 1, e.slice, e.position, e.entity, e.version, e.event_id, e.type, "
           "e.payload, e.at_ms, e.hash, e.epoch from asked a, event e where e.slice = a.s "
           "and e.entity = a.e and e.version > coalesce((select n.version from snapshot n "
           "where n.slice = a.s and n.entity = a.e), 0) "
           "union all select a.i, 2, p.slice, 0, p.entity, 0, '', '', p.content, 0, '', 0 "
           "from asked a, personal p where p.slice = a.s and p.entity = a.e "
           "order by 1, 2, 6";
}

inline std::string personal_rows(dialect speaks) {
  return asked(speaks)
         + "select a.i, p.content from asked a, personal p where p.slice = a.s and p.entity = a.e";
}

/// The first bound on `due_ms` says again what the comparison of rows implies, for the index.
inline constexpr auto due = "select slice, entity, due_ms from wakeup where due_ms >= :f "
                            "and due_ms <= :u and (due_ms, slice, entity) > (:a, :s, :e) "
                            "order by due_ms, slice, entity limit :l";

inline constexpr auto save_snapshot =
  "insert into snapshot (slice, entity, version, hash, fold_version, state) "
  "values (:s, :e, :v, :h, :f, :t) on conflict (slice, entity) do update set "
  "version = excluded.version, hash = excluded.hash, fold_version = excluded.fold_version, "
  "state = excluded.state";

} // namespace baedal::persistence::sql
