#include "persistence/codec.hpp"
#include "persistence/members.hpp"

namespace baedal::persistence {

template <>
struct event_names<order_event> {
  static constexpr std::array<std::string_view, 37> list{
    "checkout_started",  "stock_reserved",     "checkout_failed",    "order_placed",
    "payment_requested", "payment_timed_out",  "payment_approved",   "payment_failed",
    "payment_expired",   "late_capture_found", "payment_refunded",   "refund_refused",
    "refund_retried",    "order_accepted",     "order_rejected",     "cooking_started",
    "cooking_finished",  "pick_claimed",       "pick_released",      "delivery_picked",
    "pick_withdrawn",    "delivery_started",   "delivery_completed", "order_completed",
    "accident_reported", "cancel_requested",   "order_cancelled",    "obligations_settled",
    "alert_raised",      "stamp_renewed",      "personal_erased",    "delivery_fee_set",
    "line_removed",      "order_delayed",      "delay_noticed",      "job_offered_again",
    "payment_deferred"};
};

template <class Via, class X>
void members(of<placement>, Via& via, X& x) {
  via.need("id", x.id)
    .need("brand", x.brand)
    .need("store", x.store)
    .need("customer", x.customer)
    .need("items", x.items)
    .need("sum", x.items_total)
    .may("fee", x.delivery_fee)
    .need("total", x.total)
    .may("area", x.area)
    .may("from", x.store_at)
    .may("policy", x.policy)
    .may("card", x.catalogue_version)
    .may("hash", x.personal_hash)
    .may("meta", x.metadata);
}

// -- the checkout -----------------------------------------------------------------
template <class Via, class X>
void members(of<checkout_started>, Via& via, X& x) {
  via.need("what", x.what)
    .need("method", x.method)
    .may("token", x.token)
    .may("keyed", x.keyed)
    .may("body", x.body_hash);
}

template <class Via, class X>
void members(of<checkout_failed>, Via& via, X& x) {
  via.need("why", x.why)
    .may("code", x.code)
    .may("lost", x.answer_lost)
    .may("retry_ms", x.retry_after);
}

// -- placing and paying -----------------------------------------------------------------
template <class Via, class X>
void members(of<order_placed>, Via& via, X& x) {
  via.may("what", x.what).may("keyed", x.keyed).may("body", x.body_hash);
}

template <class Via, class X>
void members(of<payment_requested>, Via& via, X& x) {
  via.need("method", x.method)
    .may("token", x.token)
    .need("attempt", x.attempt)
    .may("amount", x.amount)
    .may("card", x.card);
}

template <class Via, class X>
void members(of<payment_approved>, Via& via, X& x) {
  via.need("key", x.key).need("amount", x.amount).need("method", x.method);
}

template <class Via, class X>
void members(of<payment_failed>, Via& via, X& x) {
  via.may("code", x.code).may("unreachable", x.unreachable).may("amount", x.amount);
}

template <class Via, class X>
void members(of<payment_expired>, Via& via, X& x) {
  via.may("amount", x.amount);
}

template <class Via, class X>
void members(of<delivery_fee_set>, Via& via, X& x) {
  via.need("fee", x.fee);
}

template <class Via, class X>
void members(of<payment_deferred>, Via& via, X& x) {
  via.may("code", x.code).need("again_at", x.again_at).may("amount", x.amount);
}

template <class Via, class X>
void members(of<late_capture_found>, Via& via, X& x) {
  via.need("key", x.key).need("amount", x.amount);
}

template <class Via, class X>
void members(of<payment_refunded>, Via& via, X& x) {
  via.need("amount", x.amount).may("in_cash", x.in_cash).may("left", x.left);
}

template <class Via, class X>
void members(of<refund_refused>, Via& via, X& x) {
  via.may("code", x.code).may("amount", x.amount);
}

// -- the kitchen -----------------------------------------------------------------
template <class Via, class X>
void members(of<order_accepted>, Via& via, X& x) {
  via.may("ready_at", x.ready_at);
}

template <class Via, class X>
void members(of<order_rejected>, Via& via, X& x) {
  via.may("reason", x.reason).may("code", x.code);
}

template <class Via, class X>
void members(of<line_removed>, Via& via, X& x) {
  via.need("item", x.item)
    .need("n", x.quantity)
    .may("reason", x.reason)
    .may("amount", x.amount)
    .may("refund", x.refund);
}

template <class Via, class X>
void members(of<order_delayed>, Via& via, X& x) {
  via.need("ready_at", x.ready_at).may("reason", x.reason);
}

template <class Via, class X>
void members(of<delay_noticed>, Via& via, X& x) {
  via.need("promised", x.promised);
}

// -- the delivery -----------------------------------------------------------------
template <class Via, class X>
void members(of<pick_claimed>, Via& via, X& x) {
  via.need("rider", x.rider);
}

template <class Via, class X>
void members(of<pick_released>, Via& via, X& x) {
  via.need("rider", x.rider).need("why", x.why);
}

template <class Via, class X>
void members(of<delivery_picked>, Via& via, X& x) {
  via.need("rider", x.rider);
}

template <class Via, class X>
void members(of<pick_withdrawn>, Via& via, X& x) {
  via.need("rider", x.rider).may("timed_out", x.timed_out);
}

template <class Via, class X>
void members(of<order_completed>, Via& via, X& x) {
  via.may("automatic", x.automatic);
}

template <class Via, class X>
void members(of<accident_reported>, Via& via, X& x) {
  via.may("reason", x.reason);
}

// -- the end -----------------------------------------------------------------
template <class Via, class X>
void members(of<cancel_requested>, Via& via, X& x) {
  via.need("by", x.by).need("cause", x.cause).may("reason", x.reason).may("refund", x.refund);
}

template <class Via, class X>
void members(of<order_cancelled>, Via& via, X& x) {
  via.need("cause", x.cause);
}

// -- bookkeeping -----------------------------------------------------------------
template <class Via, class X>
void members(of<obligations_settled>, Via& via, X& x) {
  via.need("numbers", x.numbers);
}

template <class Via, class X>
void members(of<alert_raised>, Via& via, X& x) {
  via.need("what", x.what);
}

template encoded_event encode_event(const order_event&, const event_meta&);
template result<decoded_event<order_event>> decode_event(std::string_view, std::string_view);
template std::string_view type_of(const order_event&);

} // namespace baedal::persistence
