#pragma once

#include "domain/order.hpp"

#include <algorithm>

namespace baedal {

// What the files that make up an order's rules share. Nobody else includes this.

using order_decision = result<std::vector<order_event>>;

/// Events decided one after the other, each seen by the next: the state runs ahead in a copy.
class order_draft {
public:
  order_draft(const order& state, instant now) : after_(state), now_(now) {
    // nop
  }

  order_draft& add(order_event event);
  [[nodiscard]] const order& after() const { return after_; }
  [[nodiscard]] instant now() const { return now_; }
  std::vector<order_event> take() { return std::move(events_); }

private:
  order after_;
  instant now_;
  std::vector<order_event> events_;
};

// -- reading the state ----------------------------------------------------------------------------

/// 409 with the present state and a sentence that helps.
refusal conflict(const order& state, std::string detail, errc code = errc::state_conflict);

/// True where the order has this status, or went through it in its last append (T20).
bool has_reached(const order& state, order_status target);

/// True while the gateway has been asked for money and has not yet decided.
bool payment_in_flight(const order& state);

/// True where the customer pays inside ordering: such an order exists only once it is paid.
bool pays_inside(const placement& what);

/// True from the approval of the payment until a cancelling begins.
bool is_paid(const order& state);

/// True until the food is in the making. A parcel never is.
bool before_cooking(order_status status);

/// True where a store may begin to cook: it is paid, and accepted where the brand asks for that.
bool may_start_cooking(const order& state);

/// True where no rider has an order that only riders deliver, or that somebody claims to be the
/// rider of while it is with the store's own courier.
bool lacks_rider(const order& state, const asked_by& who);
refusal no_rider_yet(const order& state);

/// The total, where it is not the one that the order was placed with.
std::optional<money> changed_total(const order& state);

/// What was captured and is neither given back nor promised back.
money still_held(const order& state);

/// What is still held once so much more is given back; 0 where that is all that a cancelled order
/// gets: what is kept of it is kept for good.
money left_to_go_on(const order& state, money refund);

template <class Body>
const obligation* find_owed(const order& state) {
  const auto found = std::find_if(state.owed.begin(), state.owed.end(), [](const auto& each) {
    return std::holds_alternative<Body>(each.body);
  });
  return found == state.owed.end() ? nullptr : &*found;
}

/// Shows which parts of it are there, by its own policy.
void note_parts(order& state);

// -- deciding, one function per command -----------------------------------------------------------
// All but `place_order` and the last four find a visible order that belongs to who asks.

order_decision decide_one(const order& state, const place_order& asked, instant now);
order_decision decide_one(const order& state, const pay_order& asked, instant now);
order_decision decide_one(const order& state, const accept_order& asked, instant now);
order_decision decide_one(const order& state, const reject_order& asked, instant now);
order_decision decide_one(const order& state, const start_cooking& asked, instant now);
order_decision decide_one(const order& state, const finish_cooking& asked, instant now);
order_decision decide_one(const order& state, const pick_order& asked, instant now);
order_decision decide_one(const order& state, const withdraw_order& asked, instant now);
order_decision decide_one(const order& state, const start_delivery& asked, instant now);
order_decision decide_one(const order& state, const deliver_order& asked, instant now);
order_decision decide_one(const order& state, const confirm_order& asked, instant now);
order_decision decide_one(const order& state, const cancel_order& asked, instant now);
order_decision decide_one(const order& state, const report_accident& asked, instant now);
order_decision decide_one(const order& state, const remove_item& asked, instant now);
order_decision decide_one(const order& state, const delay_order& asked, instant now);
order_decision decide_one(const order& state, const retry_refund& asked, instant now);
order_decision decide_one(const order& state, const timer_due& asked, instant now);
order_decision decide_one(const order& state, const order_recovered& asked, instant now);
order_decision decide_one(const order& state, const obligation_answered& asked, instant now);
order_decision decide_one(const order& state, const erase_personal& asked, instant now);

// -- deciding, what several commands share --------------------------------------------------------

/// Prices and checks what a customer asks for (T1): values first, then store and stock.
result<placement> priced(const place_order& asked, instant now);

/// The reservation is settled: the checkout goes on, or ends.
order_decision on_stock_answer(const order& state, errc answer, instant now);

/// A verdict about money asked for, from the call itself or from a look-up.
order_decision on_authorise_answer(const order& state, const gateway_answer& answer, instant now);
order_decision on_look_up_answer(const order& state, const obligation& look_up,
                                 const gateway_answer& answer, instant now);
order_decision on_refund_answer(const order& state, const owe_refund& refund,
                                const gateway_answer& answer, instant now);

/// The rider has answered the offer.
order_decision on_assign_answer(const order& state, errc answer, instant now);

/// Gives back in cash what was taken in cash; the gateway's part is owed.
void refund_cash(order_draft& draft, money amount);

/// Begins the cancelling, and ends it in the same append where nothing is left to compensate.
void cancel(order_draft& draft, const cancel_requested& how);

/// T19: ends the cancelling once every compensation is acknowledged.
void end_cancelling(order_draft& draft);

/// How a rider lost a job.
enum class parting : std::uint8_t { given_back, timed_out };

/// The job goes back to the riders; operations are told after too many offers.
void offer_again(order_draft& draft, rider_id former, parting how);
/// Nobody has taken the job in time: it is offered again, or, after too many offers, operations are
/// told, and it stays open to all riders.
void offer_untaken(order_draft& draft);

// -- evolving -------------------------------------------------------------------------------------

void owe(order& state, std::optional<entity_key> receiver, obligation_body body,
         instant not_before = {});

template <class Body>
bool drop_owed(order& state) {
  return std::erase_if(
           state.owed,
           [](const obligation& each) { return std::holds_alternative<Body>(each.body); })
         > 0;
}

void set_timer(order& state, timer_kind kind, instant due);
void clear_timer(order& state, timer_kind kind);

/// Owes the authorisation of the total with the pending token.
void ask_for_payment(order& state, instant at);
/// Owes back what is due and not yet asked for. One refund at a time.
void ask_for_refund(order& state);
/// Nobody asks for the payment by itself any more.
void end_deferral(order& state);
/// Gives the stock back, whether it is held for certain or perhaps.
void give_stock_back(order& state);
/// Tells the store how little of what it holds is still wanted.
void hold_less_stock(order& state);
/// Lets the store forget what it holds for an order that has ended. Owed last of all that one event
/// owes: journals are older than this obligation, and their numbers must stay what they were.
void settle_stock_held(order& state);
/// Promises the food for a time, and begins to wait for it.
void promise_ready(order& state, instant ready_at, instant at);
/// Lets the rider go who has the job or is being asked to take it.
void let_rider_go(order& state);
/// A look-up found no payment for an attempt that was given up: a later one follows, four in all.
void schedule_late_look(order& state);

void apply(order& state, const checkout_started& event, instant at);
void apply(order& state, const stock_reserved& event, instant at);
void apply(order& state, const checkout_failed& event, instant at);
void apply(order& state, const order_placed& event, instant at);
void apply(order& state, const payment_requested& event, instant at);
void apply(order& state, const payment_timed_out& event, instant at);
void apply(order& state, const payment_approved& event, instant at);
void apply(order& state, const payment_failed& event, instant at);
void apply(order& state, const payment_deferred& event, instant at);
void apply(order& state, const payment_expired& event, instant at);
void apply(order& state, const late_capture_found& event, instant at);
void apply(order& state, const payment_refunded& event, instant at);
void apply(order& state, const refund_refused& event, instant at);
void apply(order& state, const refund_retried& event, instant at);
void apply(order& state, const order_accepted& event, instant at);
void apply(order& state, const order_rejected& event, instant at);
void apply(order& state, const cooking_started& event, instant at);
void apply(order& state, const cooking_finished& event, instant at);
void apply(order& state, const pick_claimed& event, instant at);
void apply(order& state, const pick_released& event, instant at);
void apply(order& state, const delivery_picked& event, instant at);
void apply(order& state, const pick_withdrawn& event, instant at);
void apply(order& state, const delivery_started& event, instant at);
void apply(order& state, const delivery_completed& event, instant at);
void apply(order& state, const order_completed& event, instant at);
void apply(order& state, const accident_reported& event, instant at);
void apply(order& state, const cancel_requested& event, instant at);
void apply(order& state, const order_cancelled& event, instant at);
void apply(order& state, const obligations_settled& event, instant at);
void apply(order& state, const alert_raised& event, instant at);
void apply(order& state, const stamp_renewed& event, instant at);
void apply(order& state, const personal_erased& event, instant at);
void apply(order& state, const delivery_fee_set& event, instant at);
void apply(order& state, const line_removed& event, instant at);
void apply(order& state, const order_delayed& event, instant at);
void apply(order& state, const delay_noticed& event, instant at);
void apply(order& state, const job_offered_again& event, instant at);

} // namespace baedal
