#pragma once

#include "domain/brand.hpp"
#include "domain/order_view.hpp"
#include "domain/rider.hpp"
#include "domain/store_card.hpp"
#include "persistence/notification_table.hpp"
#include "persistence/read_rows.hpp"

#include <functional>
#include <memory>

namespace baedal::persistence {

/// The tables behind every list (design D9), as the projector and the readers see them: one
/// connection, one thread at a time, every call blocks. A refusal with `unavailable` means that the
/// connection is of no use any more: `connect` makes a new one. A read model can be dropped and
/// rebuilt from the journal to equal rows.
class read_model {
public:
  virtual ~read_model() = default;

  /// (Re)connects, creates missing files, folders and schema, applies migrations. Safe to repeat.
  virtual result<unit> connect() = 0;

  // -- the projector's side ----------------------------------------------------------------------
  /// All changes and the new offsets in one transaction. Refused with
  /// - `version_exists`: the offsets are not where the changes begin, nothing was written: look at
  /// `offsets` again;
  /// - `data_rejected`: the database refuses a value, nothing was written;
  /// - `unavailable`: the connection is gone; the offsets tell later whether all or nothing was
  /// written.
  virtual result<unit> apply(const read_changes& changes) = 0;

  /// The newest position applied, by slice: `slice_count` numbers.
  virtual result<std::vector<std::uint64_t>> offsets() = 0;

  /// Empties every table and sets the offsets to 0. Only the places of the events in the topics and
  /// the numbers of notifications are kept, so that consumers' positions stay valid, and what
  /// became of messages, so that none is sent again.
  virtual result<unit> drop_all() = 0;

  // -- the side of those who carry topics elsewhere -----------------------------------------------
  // Positions of consumers are no rows of the read model: `drop_all` keeps them, and the places of
  // the events keep their meaning.

  /// The position in a brand's topic up to which a consumer is done; 0 for a new one.
  virtual result<std::uint64_t> consumer_position(const std::string& consumer,
                                                  const std::string& topic) = 0;
  /// A lower one changes nothing: whoever was overtaken does not take the position back.
  virtual result<unit> keep_consumer_position(const std::string& consumer, const std::string& topic,
                                              std::uint64_t position) = 0;

  // -- the readers' side -------------------------------------------------------------------------
  // Lists start after a sort key (none: at the beginning) and hold at most `limit` rows. Views come
  // without personal text.

  /// Orders that the store sees, oldest first.
  virtual result<std::vector<order_view>> store_orders(const store_id& store,
                                                       std::optional<order_status> status,
                                                       const std::optional<list_key>& after,
                                                       std::size_t limit) = 0;
  /// Orders of a customer, newest first.
  virtual result<std::vector<order_view>> customer_orders(const customer_id& customer,
                                                          const std::optional<list_key>& after,
                                                          std::size_t limit) = 0;
  /// Deliveries that a rider may pick, near the rider, oldest first.
  virtual result<std::vector<order_view>>
  jobs(const rider_view& rider, const std::optional<list_key>& after, std::size_t limit) = 0;
  /// Numbered orders of some brands.
  virtual result<collection_piece> collection(const collection_query& what) = 0;
  /// Dishes of a store by orders, then quantity, falling; then by item, rising. The key is (orders,
  /// quantity, item).
  virtual result<std::vector<dish_count>>
  dishes(const store_id& store, const std::optional<list_key>& after, std::size_t limit) = 0;
  /// All payment records of an order, oldest first.
  virtual result<std::vector<payment_record>> payments(const order_id& order) = 0;
  /// A brand's events after a position, up to the first place that is not filled yet.
  virtual result<std::vector<topic_event>> topic(const brand_id& brand, std::uint64_t after,
                                                 std::size_t limit) = 0;

  /// The time of the newest event applied.
  virtual result<instant> as_of() = 0;
  virtual result<std::vector<store_card>> stores() = 0;
  virtual result<std::vector<brand_view>> brands() = 0;
  /// Orders by their ids, in no order; ids that are in no list are passed over. A few at a time.
  virtual result<std::vector<order_view>> orders(std::span<const order_id> ids) = 0;

  /// Notifications and their messages, over the same connection.
  virtual notification_table& notifications() = 0;

  /// Every row of every table as a line of text, the same from every adapter: how two read models
  /// are compared.
  virtual result<std::vector<std::string>> dump() = 0;

  /// A short human name without secrets.
  [[nodiscard]] virtual std::string name() const = 0;
};

/// The read model beside the journal of the same URL: a file `x.reads.db` beside SQLite's `x.db`,
/// so that it never blocks the journal's writer; the same database of PostgreSQL; for `memory:name`
/// one that all of that name in this process share as long as one of them lives. Does not connect.
/// An unknown scheme is refused with `value_invalid`.
result<std::unique_ptr<read_model>> open_read_model(const std::string& url);

} // namespace baedal::persistence
