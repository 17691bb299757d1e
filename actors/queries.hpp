#pragma once

#include "actors/notification_queries.hpp"
#include "domain/numbered_order.hpp"
#include "domain/order_view.hpp"
#include "domain/rider.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <string>
#include <variant>
#include <vector>

namespace baedal::actors {

// Lists come from read models (design D9): messages to the `queries` pool of detached readers,
// never to entities. `after` is the opaque position that the page before gave as `next`; empty =
// from the start. Every page tells `as_of`.

template <class Row>
struct page {
  std::vector<Row> rows;
  std::string next; ///< empty on the last page
  instant as_of{};  ///< commit time of the newest event that the read model holds
};

/// A store's queue: orders of the store, oldest first, optionally of one status.
struct list_store_orders {
  store_id store;
  std::optional<order_status> status;
  std::string after;
  std::size_t limit = 50;
  reply<page<order_view>> back;
};

/// My page: orders of a customer, newest first. Hidden orders are left out.
struct list_customer_orders {
  customer_id customer;
  std::string after;
  std::size_t limit = 50;
  reply<page<order_view>> back;
};

/// Open deliveries that an online or offline rider is near to (same area, or within the radius),
/// oldest first.
struct list_jobs {
  rider_view rider;
  std::string after;
  std::size_t limit = 50;
  reply<page<order_view>> back;
};

struct dish_row {
  item_id item;
  std::string name;
  std::int64_t orders = 0;
  std::int64_t quantity = 0;
};

/// Dishes of a store by orders, then quantity, falling (002-X2, K20).
struct list_popularity {
  store_id store;
  std::string after;
  std::size_t limit = 50;
  reply<page<dish_row>> back;
};

struct payment_row {
  std::uint64_t version = 0; ///< public version of the event
  /// "requested", "approved", "failed", "deferred", "refunded", "refund_refused" or "expired".
  std::string what;
  money amount;
  std::string method;
  instant at{};
};

/// Payment history of one order, oldest first (rows of hidden orders included).
struct list_payments {
  order_id order;
  reply<page<payment_row>> back;
};

struct topic_row {
  std::uint64_t position = 0; ///< dense per brand, from 1
  std::string event_id;       ///< "<order>-<version>", "store/<store>-<version>" …
  entity_key owner;           ///< whose event it is
  std::string type;           ///< canonical type, "order_placed"
  order_id order;             ///< that it is about; empty: about none
  std::uint64_t version = 0;  ///< public version in the order, or version of the owner
  instant at{};
  std::string data;          ///< canonical JSON object text
  std::uint64_t follows = 0; ///< version of the order's event that led to it; 0: none did
};

/// A brand's event topic after a position.
struct list_topic {
  brand_id brand;
  std::uint64_t after = 0;
  std::size_t limit = 500;
  reply<page<topic_row>> back;
};

/// Orders of some brands that have numbers in a collection, by number (requirements K12). Only the
/// ids: whoever shows an order asks it. Hidden ones are left out.
struct collection_page {
  std::vector<order_id> orders;
  std::uint64_t total = 0; ///< in the whole collection
  instant as_of{};
};
struct list_collection {
  std::string collection;
  std::vector<brand_id> brands;
  order_part part = order_part::whole; ///< only orders that have it
  bool rising = true;
  std::uint64_t offset = 0;
  std::size_t limit = 20;
  reply<collection_page> back;
};

using query_message =
  std::variant<list_store_orders, list_customer_orders, list_jobs, list_popularity, list_payments,
               list_topic, list_order_notifications, list_notifications, list_messages,
               list_collection>;

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::query_message)
