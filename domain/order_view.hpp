#pragma once

#include "domain/brand_policy.hpp"
#include "domain/metadata.hpp"
#include "domain/order_words.hpp"
#include "domain/place.hpp"
#include "domain/time.hpp"

namespace baedal {

struct order_line {
  item_id item;
  std::string name;
  std::int64_t quantity = 1;
  money unit_price;
  std::vector<std::string> options;
  bool limited = false; ///< stock is reserved at the store
  /// Both are set where a facade's client stated another price of one than the menu has;
  /// `unit_price` is the one of them that counts.
  std::optional<money> stated_price = {};
  std::optional<money> menu_price = {};

  friend bool operator==(const order_line&, const order_line&) = default;
};

struct payment_view {
  payment_status status = payment_status::none;
  payment_method method = payment_method::card;
  money amount;          ///< asked for, or approved
  money captured;
  money refunded;
  money refund_due;      ///< promised back and not yet confirmed by the gateway
  money cash;            ///< of what was captured: taken in cash, unknown to the gateway
  money cash_refunded;   ///< of what was refunded: given back in cash
  std::string key;       ///< the gateway's own key, empty before approval and for cash
  std::string failure;   ///< the gateway's code after a decline
  std::string card;      ///< as `masked_card` shows it, if the customer named one
  bool deferred = false; ///< the gateway could not be asked; the order asks again by itself
  std::optional<instant> approved_at = {};

  friend bool operator==(const payment_view&, const payment_view&) = default;
};

struct delivery_view {
  delivery_status status = delivery_status::none;
  std::optional<rider_id> rider;
  std::int32_t offers = 0;
  std::vector<rider_id> former_riders; ///< who gave the job back, or let it lie
  std::optional<instant> picked_at;
  std::optional<instant> started_at;
  std::optional<instant> delivered_at;

  friend bool operator==(const delivery_view&, const delivery_view&) = default;
};

/// What was captured by the gateway, for its books.
inline money captured_by_gateway(const payment_view& payment) {
  return payment.captured - payment.cash;
}
/// What the gateway gave back.
inline money refunded_by_gateway(const payment_view& payment) {
  return payment.refunded - payment.cash_refunded;
}

/// An order as its customer, store and rider see it. Recipient, address and note are personal: they
/// live in an erasable row and are laid over the view by the actor that answers (empty once
/// erased).
struct order_view {
  order_id id;
  brand_id brand;
  store_id store;
  customer_id customer;
  order_status status = order_status::absent;
  payment_view payment;
  delivery_view delivery;
  std::vector<order_line> items;
  std::vector<order_line> removed_items;   ///< sold out after ordering, and no longer in `items`
  std::vector<metadata_entry> metadata;    ///< in the order given
  money items_total;
  money delivery_fee;
  money total;
  std::string area;                        ///< the store's area
  std::optional<geo_point> store_at;
  std::string customer_name;
  std::string phone;
  std::string address_text;
  std::string address_area;
  std::optional<geo_point> address_at;
  std::string note;
  std::optional<cancel_cause> cancelled_for;
  std::string cancel_reason;
  std::int32_t reject_code = 0;
  std::optional<instant> promised_ready_at;
  std::optional<instant> eta;              ///< at the customer's door; none where nobody can say
  instant placed_at{};
  instant updated_at{};
  bool hidden = false; ///< cancelled by its customer in a brand that removes such orders
  std::uint64_t version = 0;               ///< public version: 1 is order_placed
  std::uint32_t parts = 0;                 ///< of `order_part`, added up: those that are there

  friend bool operator==(const order_view&, const order_view&) = default;
};

} // namespace baedal
