#pragma once

#include "domain/time.hpp"
#include "persistence/notification_rows.hpp"

#include <span>

namespace baedal::persistence {

/// The notifications of a read model, for those who read them and for the one who sends them. On
/// the read model's connection: same thread, same refusals.
class notification_table {
public:
  virtual ~notification_table() = default;

  // -- readers -----------------------------------------------------------------------------------
  /// All notifications of an order, oldest first.
  virtual result<std::vector<notification_row>> of_order(const order_id& order) = 0;
  /// The histories of a brand, or of all, by number and then brand: at most `limit` rows after
  /// `skip` others. Numbers are dense: the row n of a brand stands after n - 1 others.
  virtual result<std::vector<notification_row>> history(const std::optional<brand_id>& brand,
                                                        std::size_t skip, std::size_t limit) = 0;
  /// How many rows `history` has.
  virtual result<std::uint64_t> history_size(const std::optional<brand_id>& brand) = 0;
  /// Messages of one status by rising key, after one (none: from the first), at most `limit`: rows
  /// hold no others. For all but `dead` every message may be looked at.
  virtual result<std::vector<notification_row>>
  of_status(message_status status, const std::optional<message_key>& after, std::size_t limit) = 0;

  // -- the sender --------------------------------------------------------------------------------
  /// Messages of a carrier that are due, the longest waiting first, at most `limit`: rows hold no
  /// others. While read models are rebuilt, those whose notification is not there yet wait.
  virtual result<std::vector<notification_row>> due(carrier by, instant now, std::size_t limit) = 0;
  /// How many messages are due; counts no further than `most`.
  virtual result<std::uint64_t> backlog(instant now, std::uint64_t most) = 0;
  /// Writes new states, all or none. Messages that do not exist are passed over.
  virtual result<unit> record(std::span<const message_change> changes) = 0;
  /// Marks all messages of a carrier that wait and are due as suppressed; how many they were.
  virtual result<std::uint64_t> suppress(carrier by, instant now) = 0;
  /// Messages of events up to this time are never sent by this database; nothing before the first
  /// projector decided it (`keep_silent_until`, which counts once), or they were taken over.
  virtual result<std::optional<instant>> silent_until() = 0;
  virtual result<unit> keep_silent_until(instant time) = 0;

  // -- whoever places them -----------------------------------------------------------------------
  /// Takes the notifications over from another database: whatever was decided before, messages of
  /// events up to this time are never sent by this one, and those that wait since then are skipped.
  virtual result<unit> take_over(instant silent) = 0;
  /// What `silent_until` was in the database that took them over from here; nothing while they
  /// stand here.
  virtual result<std::optional<instant>> elsewhere() = 0;
  virtual result<unit> keep_elsewhere(instant silent_there) = 0;
};

} // namespace baedal::persistence
