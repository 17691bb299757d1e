#pragma once

#include "domain/obligation.hpp"
#include "domain/personal.hpp"
#include "domain/order_view.hpp"
#include "domain/store_card.hpp"

#include <memory>

namespace baedal {

/// Who a command claims to come from. Absent members are not checked; one that differs from the
/// order's is refused with `not_yours` before the state is looked at.
struct asked_by {
  std::optional<store_id> store;
  std::optional<rider_id> rider;
  std::optional<customer_id> customer;
};

struct line_request {
  item_id item;
  std::int64_t quantity = 1;
  std::vector<std::string> options;
  std::optional<money> price; ///< facade calls only
  std::string name;           ///< facade calls only, for items in no menu
};

struct delivery_address {
  std::string text;
  std::string area;            ///< the name of the quarter, as the store's `delivery_areas` have it
  std::optional<geo_point> at;

  friend bool operator==(const delivery_address&, const delivery_address&) = default;
};

/// Place an order (T0, T1). The edge fills `card` and `policy` from the catalogue; a null card
/// means that the store is unknown.
struct place_order {
  order_id id;
  brand_id brand;
  store_id store;
  customer_id customer;
  std::vector<line_request> items;
  delivery_address address;
  std::string note;
  std::vector<metadata_entry> metadata;
  payment_method method = payment_method::card;
  std::string token;                       ///< empty: none given
  bool facade = false;
  bool keyed = false;
  std::string body_hash;
  std::string personal_hash;               ///< salted hash of the personal row
  std::shared_ptr<const store_card> card;
  brand_policy policy;                     ///< effective for brand and store
};

/// Cash without a token is taken without the gateway. A fee that is stated replaces the order's
/// delivery fee before the payment, in brands that record first and are paid later.
struct pay_order {
  asked_by who;
  payment_method method = payment_method::card;
  std::string token;
  std::optional<money> delivery_fee = {};
  std::string card = {}; ///< masked already: whole numbers never come this far
};
struct accept_order { asked_by who; std::optional<std::chrono::minutes> ready_in; };
struct reject_order { asked_by who; std::string reason; std::int32_t code = 0; };
struct start_cooking { asked_by who; };
struct finish_cooking { asked_by who; bool starts_too = false; }; ///< starts if that is needed
struct pick_order { asked_by who; };       ///< `who.rider` is required
struct withdraw_order { asked_by who; };
struct start_delivery { asked_by who; };
struct deliver_order { asked_by who; };
struct confirm_order { asked_by who; };
struct cancel_order { asked_by who; cancel_party by = cancel_party::customer; std::string reason; };
struct report_accident { asked_by who; std::string reason; };
/// The store has run out of something before it was cooked. Without a quantity all of it goes.
struct remove_item {
  asked_by who;
  item_id item;
  std::optional<std::int64_t> quantity;
  std::string reason;
};
/// The food will be ready later than promised.
struct delay_order { asked_by who; std::chrono::minutes ready_in{0}; std::string reason; };
struct retry_refund {};                    ///< operations, after REFUND_REFUSED

/// A timer of the order is due. Late or repeated is harmless: `decide` looks at the time itself.
struct timer_due {};

/// A new incarnation has read the history: a gateway call whose answer was lost becomes a look-up.
struct order_recovered {};

using order_command
  = std::variant<place_order, pay_order, accept_order, reject_order, start_cooking, finish_cooking,
                 pick_order, withdraw_order, start_delivery, deliver_order, confirm_order,
                 cancel_order, report_accident, remove_item, delay_order, retry_refund, timer_due,
                 order_recovered, obligation_answered, erase_personal>;

} // namespace baedal
