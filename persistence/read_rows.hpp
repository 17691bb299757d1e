#pragma once

#include "domain/numbered_order.hpp"
#include "domain/place.hpp"
#include "domain/time.hpp"
#include "persistence/notification_rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace baedal::persistence {

/// Whether and where a store's queue shows an order.
enum class queue_place : std::uint8_t { none, open, closed };

/// One order in the lists. `version` counts all its events, bookkeeping included: an older one
/// never overwrites.
struct order_record {
  std::uint32_t slice = 0;
  std::string id;
  std::string brand;
  std::string store;
  std::string customer;
  std::string area;
  std::string status;
  instant placed_at{};
  std::uint64_t version = 0;
  bool hidden = false; ///< left out of customers' lists and of collections
  queue_place queue = queue_place::none;
  bool job = false; ///< a rider may pick it now
  std::int32_t offers = 0;
  std::optional<geo_point> pickup;
  std::string collection; ///< empty: it has no number
  std::uint64_t number = 0;
  std::uint32_t parts = 0; ///< those of `order_part` that are there, added up; 0 without a number
  std::string body;        ///< `encode_order_view`
  bool is_new = false;     ///< placed in these very changes: hardly ever has it a row
};

/// One step of an order's payment.
struct payment_record {
  std::string order;
  std::uint64_t version = 0; ///< public version of the event
  /// "requested", "approved", "failed", "deferred", "refunded", "refund_refused" or "expired".
  std::string what;
  std::int64_t amount = 0; ///< KRW
  std::string method = {}; ///< empty: as in the step before
  instant at{};

  friend bool operator==(const payment_record&, const payment_record&) = default;
};

/// How often a dish was ordered (requirements K20: orders and dishes). As a change: what is added.
struct dish_count {
  std::string store;
  std::string item;
  std::string name; ///< as on the newest order counted
  std::int64_t orders = 0;
  std::int64_t quantity = 0;
  instant counted_at{}; ///< of the newest order counted

  friend bool operator==(const dish_count&, const dish_count&) = default;
};

/// A public event on its way into its brand's topic. Slice and position name it for ever.
struct topic_record {
  std::uint32_t slice = 0;
  std::uint64_t slice_position = 0;
  std::string brand;
  std::string order;         ///< that it is about; empty: about none
  std::uint64_t version = 0; ///< public version in the order, or version of the owner
  std::string type;
  instant at{};
  std::string data;          ///< JSON object
  std::uint64_t follows = 0; ///< public version of the order's event that led to it; 0: none did
  std::string owner = {};    ///< the entity whose event it is, "store/s1"; empty: the order's
};

/// An event in its topic.
struct topic_event {
  std::uint64_t position = 0; ///< dense per brand, from 1
  topic_record what;
};

/// A store or brand as the catalogue loads it: `encode_state` of the aggregate.
struct catalogue_record {
  std::string id;
  std::uint64_t version = 0; ///< of the journal
  std::string body;
};

/// The changes hold the events of a slice after `after` up to and with `position`.
struct slice_advance {
  std::uint32_t slice = 0;
  std::uint64_t after = 0;
  std::uint64_t position = 0;
};

/// What a piece of the journal changes: one transaction of a read model. At most one record per
/// order, store, brand, dish and slice; topic events in the order in which they get their places.
struct read_changes {
  std::vector<order_record> orders;
  std::vector<payment_record> payments;
  std::vector<dish_count> dishes;
  std::vector<topic_record> topic;
  std::vector<notification_record> notifications; ///< in the order in which they get their numbers
  std::vector<new_message> messages;
  std::vector<catalogue_record> stores;
  std::vector<catalogue_record> brands;
  std::vector<slice_advance> offsets;
  instant as_of{}; ///< time of the newest event
};

/// Where a list goes on: the values of its sort key.
struct list_key {
  std::int64_t first = 0;  ///< `placed_at` in ms, or orders
  std::int64_t second = 0; ///< quantity
  std::string id;

  friend bool operator==(const list_key&, const list_key&) = default;
};

/// Which orders of a collection a list shows: by number, a piece of it. Hidden ones are left out.
struct collection_query {
  std::string collection;
  std::vector<std::string> brands;
  order_part part = order_part::whole; ///< only orders that have it
  bool rising = true;
  std::size_t offset = 0;
  std::size_t limit = 20;
};

struct collection_piece {
  std::vector<std::string> orders; ///< ids
  std::uint64_t total = 0;         ///< of the whole list

  friend bool operator==(const collection_piece&, const collection_piece&) = default;
};

/// Whether a dish stands behind a place in the list by popularity.
bool comes_after(const dish_count& dish, const list_key& place) noexcept;

/// Whether a database can hold every text of the changes.
bool is_storable(const read_changes& changes) noexcept;

} // namespace baedal::persistence
