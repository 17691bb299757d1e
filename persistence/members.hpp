#pragma once

#include "domain/obligation.hpp"
#include "domain/order_view.hpp"
#include "persistence/json_kinds.hpp"

namespace baedal::persistence {

// The JSON members of the values that several aggregates share. The names stand in journals: add,
// never rename.

template <class Via, class X>
void members(of<geo_point>, Via& via, X& x) {
  via.need("lat", x.lat).need("lon", x.lon);
}

template <class Via, class X>
void members(of<stock_line>, Via& via, X& x) {
  via.need("item", x.item).need("n", x.quantity);
}

template <class Via, class X>
void members(of<order_line>, Via& via, X& x) {
  via.need("item", x.item)
    .may("name", x.name)
    .may("n", x.quantity, std::int64_t{1})
    .need("price", x.unit_price)
    .may("options", x.options)
    .may("limited", x.limited)
    .may("stated", x.stated_price)
    .may("listed", x.menu_price);
}

template <class Via, class X>
void members(of<metadata_entry>, Via& via, X& x) {
  via.need("k", x.name).may("v", x.value);
}

/// Only what differs from `brand_policy{}` is written, so the defaults of that struct are part of
/// the journal's format.
template <class Via, class X>
void members(of<brand_policy>, Via& via, X& x) {
  static const brand_policy usual;
  via.may("payment", x.payment, usual.payment)
    .may("store_sees_order", x.store_sees_order, usual.store_sees_order)
    .may("acceptance", x.acceptance, usual.acceptance)
    .may("kitchen", x.kitchen, usual.kitchen)
    .may("dispatch", x.dispatch, usual.dispatch)
    .may("completion_by", x.completion_by, usual.completion_by)
    .may("customer_cancel_until", x.customer_cancel_until, usual.customer_cancel_until)
    .may("cancel_removes_order_from_collection", x.cancel_removes_order_from_collection,
         usual.cancel_removes_order_from_collection)
    .may("stock", x.stock, usual.stock)
    .may("accident_flow", x.accident_flow, usual.accident_flow)
    .may("count_dishes_at_cooking_start", x.count_dishes_at_cooking_start,
         usual.count_dishes_at_cooking_start)
    .may("grade_up_on_completion", x.grade_up_on_completion, usual.grade_up_on_completion)
    .may("notify", x.notify, usual.notify)
    .may("trust_client_price", x.trust_client_price, usual.trust_client_price)
    .may("default_price", x.default_price, usual.default_price)
    .may("overload_guard", x.overload_guard, usual.overload_guard)
    .may("grade_step", x.grade_step, usual.grade_step)
    .may("pay_window", x.pay_window, usual.pay_window)
    .may("accept_timeout", x.accept_timeout, usual.accept_timeout)
    .may("pick_timeout", x.pick_timeout, usual.pick_timeout)
    .may("offers_before_alert", x.offers_before_alert, usual.offers_before_alert)
    .may("delivery_alert", x.delivery_alert, usual.delivery_alert)
    .may("auto_confirm", x.auto_confirm, usual.auto_confirm)
    .may("payment_answer", x.payment_answer, usual.payment_answer)
    .may("payment_settle_time", x.payment_settle_time, usual.payment_settle_time)
    .may("delivery_time", x.delivery_time, usual.delivery_time)
    .may("refund_percent", x.refund_percent_after_cooking, usual.refund_percent_after_cooking);
}

template <class Via, class X>
void members(of<policy_overrides>, Via& via, X& x) {
  via.may("payment", x.payment)
    .may("store_sees_order", x.store_sees_order)
    .may("acceptance", x.acceptance)
    .may("kitchen", x.kitchen)
    .may("dispatch", x.dispatch)
    .may("completion_by", x.completion_by)
    .may("customer_cancel_until", x.customer_cancel_until)
    .may("cancel_removes_order_from_collection", x.cancel_removes_order_from_collection)
    .may("stock", x.stock)
    .may("accident_flow", x.accident_flow)
    .may("count_dishes_at_cooking_start", x.count_dishes_at_cooking_start)
    .may("grade_up_on_completion", x.grade_up_on_completion)
    .may("notify", x.notify)
    .may("trust_client_price", x.trust_client_price)
    .may("default_price", x.default_price)
    .may("overload_guard", x.overload_guard)
    .may("grade_step", x.grade_step)
    .may("pay_window", x.pay_window)
    .may("accept_timeout", x.accept_timeout)
    .may("pick_timeout", x.pick_timeout)
    .may("offers_before_alert", x.offers_before_alert)
    .may("delivery_alert", x.delivery_alert)
    .may("auto_confirm", x.auto_confirm)
    .may("payment_answer", x.payment_answer)
    .may("payment_settle_time", x.payment_settle_time)
    .may("delivery_time", x.delivery_time)
    .may("refund_percent", x.refund_percent_after_cooking);
}

} // namespace baedal::persistence
