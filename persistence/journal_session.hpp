#pragma once

#include "persistence/journal.hpp"

#include <functional>
#include <unordered_map>

namespace baedal::persistence {

/// One event before it has a position and a hash.
struct event_draft {
  std::string event_id;
  std::string type;
  std::string payload;
  instant at{};
};

/// What one entity wants written together, atomically, after `expected_version`. At least one
/// event: only events are fenced, and the rows beside them with them. Without one the append ends
/// as `data_rejected`.
struct pending_append {
  entity_key entity;
  std::uint64_t expected_version = 0;
  std::string previous_hash; ///< chain hash at `expected_version`; empty at version 0
  std::vector<event_draft> events;
  bool moves_wakeup = false;
  std::optional<instant> wakeup;       ///< with `moves_wakeup`: the new due time, or none
  std::optional<std::string> personal; ///< new content of the personal row
};

struct append_outcome {
  errc code =
    errc::none; ///< none, version_exists, fenced, data_rejected, unavailable, outcome_unknown
  std::vector<event_row> rows; ///< as written, where code is none
};

/// Chain hash (invariant I13): SHA-256 in hex over previous hash, version, event id, type, time and
/// payload, each followed by a line feed. Position and epoch are not part of it.
std::string chain_hash(const std::string& previous, const event_row& row);

/// The writer's rules over a `journal` (design D5, D6): positions, epochs, fencing, bisecting,
/// settling unknown outcomes. Blocks; owned by one thread.
class journal_session {
public:
  /// `node` is unique per process start. `pause` is called between attempts to reconnect with the
  /// attempt's number and answers whether to go on; the session itself never sleeps.
  journal_session(std::unique_ptr<journal> store, std::string node, std::function<bool(int)> pause);

  /// Connects and becomes the owner of the slices (all of them on one node) by ownership records
  /// with higher epochs.
  result<unit> take_over(std::span<const std::uint32_t> slices, instant now);

  /// Writes as many of the appends as belong together in one transaction. Outcomes in the order
  /// given. Several appends of one entity follow each other: the second expects the version that
  /// the first leads to, and needs no `previous_hash`. Where the first fails, those behind it are
  /// not written either and end as `version_exists`, `fenced` or `unavailable` (`outcome_unknown`
  /// after `outcome_unknown`).
  /// - texts that are no UTF-8, hold NUL or are larger than 1 MiB never reach the database:
  /// `data_rejected`;
  /// - a conflict rolls everything back; the session then reads the newest ownership of the slices
  /// touched: appends to
  ///   foreign slices end as `fenced` (and the slice is given up), those at a taken version as
  ///   `version_exists`, the rest is written again at fresh positions;
  /// - rejected data bisects until the poison append stands alone, which ends as `data_rejected`;
  /// no gap remains;
  /// - a lost connection: reconnects (asking `pause`), settles by event id, writes again what is
  /// missing; if `pause`
  ///   says no more, the outcome is `outcome_unknown`;
  /// - a database that refuses (full, read only) or is away before anything was sent:
  /// `unavailable`.
  std::vector<append_outcome> append(std::vector<pending_append> appends);

  /// Histories as read after everything appended before. Refuses all with `unavailable` when the
  /// database is away.
  result<std::vector<history>> recover(const std::vector<entity_key>& entities);

  /// Ownership epoch of a slice; 0 when this session does not own it.
  [[nodiscard]] std::uint64_t epoch_of(std::uint32_t slice) const;

  /// Stops writing to a slice, for a handover. Its appends end as `fenced` until it is taken over
  /// again.
  void give_up(std::uint32_t slice);

  /// False from the moment the connection was found broken until it stands again.
  [[nodiscard]] bool connected() const noexcept { return connected_; }

  journal& store() { return *store_; }

private:
  struct owned_slice {
    std::uint64_t epoch = 0;
    std::uint64_t head = 0;
  };
  struct open_append;
  struct placed_batch;
  using group = std::vector<open_append*>;
  enum class cause : std::uint8_t { conflict, lost_connection };

  // -- appending.cpp ----
  std::vector<open_append> opened(std::vector<pending_append> appends) const;
  void write_group(group members, errc undone);
  void write_halves(const group& members, errc undone);
  void drop_settled(group& members) const;
  placed_batch placed(const group& members) const;
  void keep(const group& members, placed_batch& batch);
  static void take_back(const group& members, placed_batch& batch);

  // -- settling.cpp ----
  bool settle(const group& members, const placed_batch& batch, cause why);
  result<unit> try_settle(const group& members, const placed_batch& batch, cause why);
  result<unit> look_up(open_append& one, bool held, cause why);
  result<unit> refresh_ownership(const group& members);

  // -- journal_session.cpp ----
  bool reconnect();
  result<unit> claim(std::span<const std::uint32_t> slices, instant now, write_status& status);

  std::unique_ptr<journal> store_;
  std::string node_;
  std::function<bool(int)> pause_;
  std::unordered_map<std::uint32_t, owned_slice> owned_;
  bool connected_ = false;
  int failed_attempts_ = 0; ///< to reconnect since something was last written or a call began
};

} // namespace baedal::persistence
