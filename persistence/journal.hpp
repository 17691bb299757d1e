#pragma once

#include "domain/entity.hpp"
#include "domain/result.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace baedal::persistence {

/// One event as a row of the journal. Unique: (slice, position) and (slice, entity, version).
struct event_row {
  std::uint32_t slice = 0;
  std::uint64_t position = 0; ///< dense in the slice, from 1; given out at each attempt to write
  std::string entity;         ///< text form of the key; "slice/17" for ownership records
  std::uint64_t version = 0;  ///< of the entity, from 1; the epoch in ownership records
  std::string event_id;       ///< 32 hex digits, unique for ever; how an unknown outcome is settled
  std::string type;           ///< "order_placed"; "slice_owned" for ownership records
  std::string payload;        ///< JSON text, kept to the byte
  instant at{};               ///< when it was decided
  std::string hash;           ///< 64 hex digits: chain over the entity's events (invariant I13)
  std::uint64_t epoch = 0;    ///< the writer's epoch of the slice

  friend bool operator==(const event_row&, const event_row&) = default;
};

/// An entity's earliest due time; no `due` deletes the row. May be early, never late or missing
/// (design D7).
struct wakeup_row {
  std::uint32_t slice = 0;
  std::string entity;
  std::optional<instant> due;

  friend bool operator==(const wakeup_row&, const wakeup_row&) = default;
};

/// An erasable row of personal data, beside the events that hold only its id and a salted hash
/// (design D3).
struct personal_row {
  std::uint32_t slice = 0;
  std::string entity;
  std::string content; ///< JSON object; one row per entity, replaced as a whole

  friend bool operator==(const personal_row&, const personal_row&) = default;
};

/// One transaction: all of it or nothing. Events are sorted by (slice, position).
/// Where an entity's first event is in it, the entity has neither a wakeup nor a personal row yet.
struct write_batch {
  std::vector<event_row> events;
  std::vector<wakeup_row> wakeups;
  std::vector<personal_row> personals;
};

enum class write_status : std::uint8_t {
  written,
  conflict,      ///< a unique key is taken: nothing was written
  data_rejected, ///< the database refuses a value: nothing was written
  refused,       ///< certainly not written (disk full, read only, …); the connection lives
  lost,          ///< the connection broke: the outcome is unknown
};

struct ownership {
  std::uint32_t slice = 0;
  std::uint64_t epoch = 0; ///< 0: never owned
  std::string owner;       ///< node incarnation
  std::uint64_t head = 0;  ///< newest position of the slice, ownership records included
  std::string hash = {};   ///< chain hash of the newest ownership record

  friend bool operator==(const ownership&, const ownership&) = default;
};

struct snapshot {
  std::string entity;
  std::uint64_t version = 0;
  std::string hash;               ///< chain hash at that version
  std::uint32_t fold_version = 0; ///< another fold version is ignored
  std::string state;              ///< JSON

  friend bool operator==(const snapshot&, const snapshot&) = default;
};

/// Everything that a new incarnation reads.
struct history {
  std::optional<snapshot> from;
  std::vector<event_row> events; ///< after the snapshot, by rising version
  std::optional<std::string> personal;
};

/// The journal as the writer sees it: one connection, one thread at a time, every call blocks.
/// `lost` and an error `unavailable` mean that the connection is gone; `connect` makes a new one.
class journal {
public:
  virtual ~journal() = default;

  /// (Re)connects, creates missing files, folders and schema, applies migrations. Safe to repeat.
  /// The refusal's detail is one clear line for an operator and holds no secret.
  virtual result<unit> connect() = 0;

  /// Plain inserts in one transaction. Never "on conflict do nothing" (design D5).
  virtual write_status write(const write_batch& batch) = 0;

  /// Newest ownership record and head of each slice asked for, in the order asked.
  virtual result<std::vector<ownership>> owners(std::span<const std::uint32_t> slices) = 0;

  /// For each row, whether the journal holds an event of that slice, entity, version *and* event
  /// id.
  virtual result<std::vector<bool>> holds(std::span<const event_row> rows) = 0;

  /// Events of an entity after a version, at most `limit`, by rising version.
  virtual result<std::vector<event_row>> events_of(const std::string& entity, std::uint64_t after,
                                                   std::size_t limit) = 0;

  /// Histories of several entities in one go, in the order asked (snapshot, later events, personal
  /// row).
  virtual result<std::vector<history>> histories(std::span<const std::string> entities) = 0;

  /// Personal rows alone, in the order asked; nothing where an entity has none, or none any more.
  virtual result<std::vector<std::optional<std::string>>>
  personal_rows(std::span<const std::string> entities) = 0;

  /// Events of a slice after a position, at most `limit`, by rising position, ownership records
  /// included.
  virtual result<std::vector<event_row>> events_in(std::uint32_t slice, std::uint64_t after,
                                                   std::size_t limit) = 0;

  /// Wakeups due at or before `until`, by rising (due, slice, entity), at most `limit`, of those
  /// that stand after `after` in that order; a row without a due time stands before all.
  virtual result<std::vector<wakeup_row>> due(instant until, const wakeup_row& after,
                                              std::size_t limit) = 0;

  virtual result<unit> save(const snapshot& taken) = 0;

  /// A short human name without secrets: "sqlite data/baedal.db", "postgresql baedal@/run/…".
  [[nodiscard]] virtual std::string name() const = 0;
};

/// The adapter for a URL of the command line: `sqlite:///abs/path`, `sqlite:rel.db`,
/// `postgresql://…` (any libpq URI), `memory:` (tests). Does not connect. An unknown scheme is
/// refused with `value_invalid`.
result<std::unique_ptr<journal>> open_journal(const std::string& url);

} // namespace baedal::persistence
