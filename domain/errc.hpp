#pragma once

#include <cstdint>
#include <string_view>

namespace baedal {

/// Every way in which a request can be refused or fail. Append only: the numbers travel between
/// nodes and stand in journals. The word of each value (`to_string`) is the stable `code` of
/// problem+json.
enum class errc : std::uint8_t {
  none = 0,
  // -- known failures of the machinery: nothing was done ------------------------------------
  unavailable = 1, ///< not done: the entity, its journal or its region cannot serve now
  overloaded = 2,  ///< not done: a bounded queue is full
  // -- unknown outcomes ----------------------------------------------------------------------
  outcome_unknown = 5,     ///< may be done: repeat with the same key or read the entity
  payment_unknown = 6,     ///< the gateway has not said yet: repeat with the same key
  request_in_progress = 7, ///< the first request with this key is still being served
  // -- unknown ids (404) ---------------------------------------------------------------------
  order_unknown = 10,
  store_unknown = 11,
  rider_unknown = 12,
  customer_unknown = 13,
  brand_unknown = 14,
  item_not_found = 15,  ///< GET of a menu item that is not on the menu
  version_unknown = 16, ///< a past version that does not exist
  notification_unknown = 17,
  // -- who (403) -----------------------------------------------------------------------------
  not_yours = 20, ///< the named store, rider or customer is not the order's
  // -- values (422) --------------------------------------------------------------------------
  value_invalid = 30,
  item_unknown = 31, ///< an ordered item that the store does not offer
  order_empty = 32,
  payment_required = 33, ///< a brand that pays inside ordering got no payment token
  key_reused = 34,       ///< the Idempotency-Key was used with another body
  amount_too_large = 35,
  below_minimum = 36, ///< the order is below the store's minimum
  reason_required = 37,
  out_of_area = 38,    ///< the address lies outside the delivery area
  brand_mismatch = 39, ///< the store belongs to another brand
  // -- payment (402) -------------------------------------------------------------------------
  payment_declined = 50,
  // -- conflicts with the present state (409) ------------------------------------------------
  state_conflict = 60, ///< the command is not legal in the present state (T21)
  too_late_to_cancel = 61,
  store_closed = 62,
  sold_out = 63,
  rider_busy = 64,
  rider_offline = 65,
  rider_too_far = 66,
  already_claimed = 67,   ///< another rider has the job
  no_rider = 68,          ///< a rider command while no rider is assigned
  version_conflict = 69,  ///< If-Match did not match
  payment_in_flight = 70, ///< a payment of this order is still being decided
  former_rider = 71,      ///< this rider gave the job back: it is offered to others first
  notification_sent = 72, ///< the message was taken by its receiver: there is nothing to send again
  // -- internal ------------------------------------------------------------------------------
  stale_stamp = 90,        ///< an obligation stamped more than 7 days ago: the sender must renew it
  fenced = 91,             ///< another node owns the slice
  history_unreadable = 92, ///< the history cannot be decoded or its chain is broken
  version_exists = 93,     ///< append at a version that is already taken
  data_rejected = 94,      ///< the database refused the data itself
  refund_refused = 95,     ///< the gateway says never
  payment_not_found = 96,  ///< the gateway knows no such payment
};

/// The stable word of a code, for example "sold_out".
std::string_view to_string(errc code) noexcept;

/// True where the caller cannot know whether the request was done.
constexpr bool is_unknown_outcome(errc code) noexcept {
  return code == errc::outcome_unknown || code == errc::payment_unknown;
}

} // namespace baedal
