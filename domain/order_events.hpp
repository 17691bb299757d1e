#pragma once

#include "domain/obligation.hpp"
#include "domain/order_view.hpp"
#include "domain/personal.hpp"

namespace baedal {

/// All that is fixed when an order is placed; what changes later is in the view alone. Recipient,
/// address and note are not here: `personal_hash` is the salted hash of the erasable row that holds
/// them.
struct placement {
  order_id id;
  brand_id brand;
  store_id store;
  customer_id customer;
  std::vector<order_line> items;
  money items_total;
  money delivery_fee;
  money total;
  std::string area;
  std::optional<geo_point> store_at;
  brand_policy policy; ///< effective at that moment; later changes do not touch this order
  std::uint64_t catalogue_version = 0;
  std::string personal_hash;
  std::vector<metadata_entry> metadata = {};

  friend bool operator==(const placement&, const placement&) = default;
};

// -- the checkout: bookkeeping that the public never sees -----------------------------------------
struct checkout_started {
  placement what;
  payment_method method;
  std::string token;
  bool keyed;
  std::string body_hash;

  friend bool operator==(const checkout_started&, const checkout_started&) = default;
};
struct stock_reserved {
  friend bool operator==(stock_reserved, stock_reserved) = default;
};
struct checkout_failed {
  errc why;
  std::string code;
  bool answer_lost = false;
  std::chrono::milliseconds retry_after{}; ///< see `gateway_answer`

  friend bool operator==(const checkout_failed&, const checkout_failed&) = default;
};
// -- placing and paying ---------------------------------------------------------------------------
/// `what` is absent after a checkout, which already holds it.
struct order_placed {
  std::optional<placement> what;
  bool keyed = false;
  std::string body_hash;

  friend bool operator==(const order_placed&, const order_placed&) = default;
};
/// The `amount` of this and the next events is absent where it is the total that the order was
/// placed with.
struct payment_requested {
  payment_method method;
  std::string token;
  std::uint32_t attempt;
  std::optional<money> amount = {};
  std::string card = {}; ///< masked; empty where none was named

  friend bool operator==(const payment_requested&, const payment_requested&) = default;
};
/// The customer was told another fee when it came to paying.
struct delivery_fee_set {
  money fee;

  friend bool operator==(const delivery_fee_set&, const delivery_fee_set&) = default;
};
/// The look-ups begin.
struct payment_timed_out {
  friend bool operator==(payment_timed_out, payment_timed_out) = default;
};
struct payment_approved {
  std::string key;
  money amount;
  payment_method method;

  friend bool operator==(const payment_approved&, const payment_approved&) = default;
};
struct payment_failed {
  std::string code;
  bool unreachable = false;
  std::optional<money> amount = {};

  friend bool operator==(const payment_failed&, const payment_failed&) = default;
};
/// The gateway was certainly not asked: nothing was taken. The order stands unpaid, keeps its token
/// and asks again by itself.
struct payment_deferred {
  std::string code; ///< why: "breaker_open", "not_reached" …
  instant again_at{};
  std::optional<money> amount = {};

  friend bool operator==(const payment_deferred&, const payment_deferred&) = default;
};
struct payment_expired {
  std::optional<money> amount = {};

  friend bool operator==(const payment_expired&, const payment_expired&) = default;
};
/// Money was taken for an order that no longer wants it; all of it is owed back.
struct late_capture_found {
  std::string key;
  money amount;

  friend bool operator==(const late_capture_found&, const late_capture_found&) = default;
};
struct payment_refunded {
  money amount;
  bool in_cash = false; ///< the gateway has no part in it
  money left = {};      ///< of what was paid, still held; 0 after a full refund

  friend bool operator==(const payment_refunded&, const payment_refunded&) = default;
};
struct refund_refused {
  std::string code;
  std::optional<money> amount = {}; ///< that was asked back; journals of older releases lack it

  friend bool operator==(const refund_refused&, const refund_refused&) = default;
};
struct refund_retried {
  friend bool operator==(refund_retried, refund_retried) = default;
};
// -- the kitchen ----------------------------------------------------------------------------------
struct order_accepted {
  std::optional<instant> ready_at;

  friend bool operator==(const order_accepted&, const order_accepted&) = default;
};
struct order_rejected {
  std::string reason;
  std::int32_t code = 0;

  friend bool operator==(const order_rejected&, const order_rejected&) = default;
};
struct cooking_started {
  friend bool operator==(cooking_started, cooking_started) = default;
};
struct cooking_finished {
  friend bool operator==(cooking_finished, cooking_finished) = default;
};
/// The first lines with this item lose so many units, `amount` in all. What was captured beyond the
/// new total is given back.
struct line_removed {
  item_id item;
  std::int64_t quantity = 1;
  std::string reason;
  money amount;
  money refund;

  friend bool operator==(const line_removed&, const line_removed&) = default;
};
struct order_delayed {
  instant ready_at{};
  std::string reason;

  friend bool operator==(const order_delayed&, const order_delayed&) = default;
};
/// The promised time has passed and the food is not cooked.
struct delay_noticed {
  instant promised{};

  friend bool operator==(const delay_noticed&, const delay_noticed&) = default;
};
// -- the delivery ---------------------------------------------------------------------------------
/// Bookkeeping: the rider is being asked.
struct pick_claimed {
  rider_id rider;

  friend bool operator==(const pick_claimed&, const pick_claimed&) = default;
};
/// Bookkeeping: the rider said no.
struct pick_released {
  rider_id rider;
  errc why;

  friend bool operator==(const pick_released&, const pick_released&) = default;
};
struct delivery_picked {
  rider_id rider;

  friend bool operator==(const delivery_picked&, const delivery_picked&) = default;
};
struct pick_withdrawn {
  rider_id rider;
  bool timed_out = false;

  friend bool operator==(const pick_withdrawn&, const pick_withdrawn&) = default;
};
/// Nobody picked the job in time: it is offered anew, and farther around.
struct job_offered_again {
  friend bool operator==(job_offered_again, job_offered_again) = default;
};
struct delivery_started {
  friend bool operator==(delivery_started, delivery_started) = default;
};
struct delivery_completed {
  friend bool operator==(delivery_completed, delivery_completed) = default;
};
struct order_completed {
  bool automatic = false;

  friend bool operator==(const order_completed&, const order_completed&) = default;
};
struct accident_reported {
  std::string reason;

  friend bool operator==(const accident_reported&, const accident_reported&) = default;
};
// -- the end --------------------------------------------------------------------------------------
struct cancel_requested {
  cancel_party by;
  cancel_cause cause;
  std::string reason;
  money refund;

  friend bool operator==(const cancel_requested&, const cancel_requested&) = default;
};
struct order_cancelled {
  cancel_cause cause;

  friend bool operator==(const order_cancelled&, const order_cancelled&) = default;
};
// -- bookkeeping ----------------------------------------------------------------------------------
/// These are done and had no consequence of their own. A settled look-up found no payment: the
/// next, later one follows from it.
struct obligations_settled {
  std::vector<std::uint64_t> numbers;

  friend bool operator==(const obligations_settled&, const obligations_settled&) = default;
};
struct alert_raised {
  alert_kind what;

  friend bool operator==(const alert_raised&, const alert_raised&) = default;
};
/// Nothing but a fresh append (design D7).
struct stamp_renewed {
  friend bool operator==(stamp_renewed, stamp_renewed) = default;
};

using order_event
  = std::variant<checkout_started, stock_reserved, checkout_failed, order_placed,
                 payment_requested, payment_timed_out, payment_approved, payment_failed,
                 payment_expired, late_capture_found, payment_refunded, refund_refused,
                 refund_retried, order_accepted, order_rejected, cooking_started, cooking_finished,
                 pick_claimed, pick_released, delivery_picked, pick_withdrawn, delivery_started,
                 delivery_completed, order_completed, accident_reported, cancel_requested,
                 order_cancelled, obligations_settled, alert_raised, stamp_renewed,
                 personal_erased, delivery_fee_set, line_removed, order_delayed, delay_noticed,
                 job_offered_again, payment_deferred>;

} // namespace baedal
