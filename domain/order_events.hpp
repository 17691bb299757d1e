#pragma once

#include "domain/obligation.hpp"
#include "domain/order_view.hpp"

namespace baedal {

/// All that is fixed when an order is placed. Address text and note are not here: `personal_hash` is the salted hash of
/// the erasable row that holds them.
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
  brand_policy policy;                 ///< effective at that moment; later changes do not touch this order
  std::uint64_t catalogue_version = 0;
  std::string personal_hash;

  friend bool operator==(const placement&, const placement&) = default;
};

// -- the checkout: bookkeeping that the public never sees -----------------------------------------
struct checkout_started { placement what; payment_method method; std::string token; bool keyed; std::string body_hash; };
struct stock_reserved {};
struct checkout_failed { errc why; std::string code; bool answer_lost = false; };
// -- placing and paying ----------------------------------------------------------------------------
/// `what` is absent after a checkout, which already holds it.
struct order_placed { std::optional<placement> what; bool keyed = false; std::string body_hash; };
struct payment_requested { payment_method method; std::string token; std::uint32_t attempt; };
struct payment_timed_out {};           ///< bookkeeping; the look-ups begin
struct payment_approved { std::string key; money amount; payment_method method; };
struct payment_failed { std::string code; bool unreachable = false; };
struct payment_expired {};
/// Bookkeeping: money was taken for an order that no longer wants it; all of it is owed back.
struct late_capture_found { std::string key; money amount; };
struct payment_refunded { money amount; };
struct refund_refused { std::string code; };
struct refund_retried {};
// -- the kitchen -----------------------------------------------------------------------------------
struct order_accepted { std::optional<instant> ready_at; };
struct order_rejected { std::string reason; std::int32_t code = 0; };
struct cooking_started {};
struct cooking_finished {};
// -- the delivery ----------------------------------------------------------------------------------
struct pick_claimed { rider_id rider; };                        ///< bookkeeping
struct pick_released { rider_id rider; errc why; };             ///< bookkeeping
struct delivery_picked { rider_id rider; };
struct pick_withdrawn { rider_id rider; bool timed_out = false; };
struct delivery_started {};
struct delivery_completed {};
struct order_completed { bool automatic = false; };
struct accident_reported { std::string reason; };
// -- the end ---------------------------------------------------------------------------------------
struct cancel_requested { cancel_party by; cancel_cause cause; std::string reason; money refund; };
struct order_cancelled { cancel_cause cause; };
// -- bookkeeping -------------------------------------------------------------------------------------
struct obligations_settled { std::vector<std::uint64_t> numbers; };
struct alert_raised { alert_kind what; };
struct stamp_renewed {};               ///< nothing but a fresh append (design D7)

using order_event = std::variant<checkout_started, stock_reserved, checkout_failed, order_placed, payment_requested,
                                 payment_timed_out, payment_approved, payment_failed, payment_expired,
                                 late_capture_found, payment_refunded, refund_refused, refund_retried, order_accepted,
                                 order_rejected, cooking_started, cooking_finished, pick_claimed, pick_released,
                                 delivery_picked, pick_withdrawn, delivery_started, delivery_completed,
                                 order_completed, accident_reported, cancel_requested, order_cancelled,
                                 obligations_settled, alert_raised, stamp_renewed>;

} // namespace baedal
