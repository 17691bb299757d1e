#include "domain/brand_policy.hpp"

namespace baedal {

namespace {

template <class T>
void lay(T& value, const std::optional<T>& over) {
  if (over)
    value = *over;
}

brand_policy pizza() {
  brand_policy policy;
  policy.payment = payment_timing::inside_ordering;
  policy.store_sees_order = store_visibility::when_paid;
  policy.acceptance = acceptance_mode::implicit;
  policy.kitchen = kitchen_mode::start_only;
  policy.dispatch = dispatch_mode::own_courier;
  policy.completion_by = completion_party::courier;
  policy.customer_cancel_until = cancel_limit::production_start;
  policy.count_dishes_at_cooking_start = false;
  policy.notify = {"history", "kakao"};
  return policy;
}

brand_policy dongne() {
  brand_policy policy;
  policy.payment = payment_timing::separate_step;
  policy.store_sees_order = store_visibility::when_ordered;
  policy.acceptance = acceptance_mode::explicit_answer;
  policy.kitchen = kitchen_mode::start_and_finish;
  policy.dispatch = dispatch_mode::riders_pick;
  policy.completion_by = completion_party::customer;
  policy.customer_cancel_until = cancel_limit::cooking_start;
  policy.cancel_removes_order_from_collection = true;
  policy.count_dishes_at_cooking_start = false;
  policy.grade_up_on_completion = true;
  policy.notify = {"kakao", "sms"};
  return policy;
}

brand_policy hansik() {
  brand_policy policy;
  policy.payment = payment_timing::inside_ordering;
  policy.store_sees_order = store_visibility::when_paid;
  policy.acceptance = acceptance_mode::implicit;
  policy.kitchen = kitchen_mode::one_step;
  policy.dispatch = dispatch_mode::own_or_riders;
  policy.completion_by = completion_party::courier;
  policy.customer_cancel_until = cancel_limit::cooking_start;
  policy.accident_flow = true;
  policy.count_dishes_at_cooking_start = true;
  policy.notify = {"kakao"};
  return policy;
}

brand_policy mealkit() {
  brand_policy policy;
  policy.payment = payment_timing::inside_ordering;
  policy.store_sees_order = store_visibility::never;
  policy.acceptance = acceptance_mode::automatic;
  policy.kitchen = kitchen_mode::none;
  policy.dispatch = dispatch_mode::parcel;
  policy.completion_by = completion_party::customer;
  policy.customer_cancel_until = cancel_limit::completion;
  policy.stock = stock_mode::on;
  policy.count_dishes_at_cooking_start = false;
  policy.notify = {"marketing"};
  policy.auto_confirm = std::chrono::hours{7 * 24};
  return policy;
}

brand_policy azer() {
  brand_policy policy;
  policy.payment = payment_timing::record_then_pay;
  policy.store_sees_order = store_visibility::when_paid;
  policy.acceptance = acceptance_mode::explicit_answer;
  policy.kitchen = kitchen_mode::start_and_finish;
  policy.dispatch = dispatch_mode::automatic;
  policy.completion_by = completion_party::automatic;
  policy.customer_cancel_until = cancel_limit::cooking_start;
  policy.count_dishes_at_cooking_start = false;
  policy.notify = {"view"};
  policy.overload_guard = overload_target::order_creation;
  return policy;
}

shipped_brand shipped(const char* name, brand_policy policy) {
  return {brand_id{name}, store_id{std::string{name} + "-default"}, std::move(policy)};
}

} // namespace

brand_policy effective(brand_policy base, const policy_overrides& over) {
  lay(base.payment, over.payment);
  lay(base.store_sees_order, over.store_sees_order);
  lay(base.acceptance, over.acceptance);
  lay(base.kitchen, over.kitchen);
  lay(base.dispatch, over.dispatch);
  lay(base.completion_by, over.completion_by);
  lay(base.customer_cancel_until, over.customer_cancel_until);
  lay(base.cancel_removes_order_from_collection, over.cancel_removes_order_from_collection);
  lay(base.stock, over.stock);
  lay(base.accident_flow, over.accident_flow);
  lay(base.count_dishes_at_cooking_start, over.count_dishes_at_cooking_start);
  lay(base.grade_up_on_completion, over.grade_up_on_completion);
  lay(base.notify, over.notify);
  lay(base.trust_client_price, over.trust_client_price);
  lay(base.default_price, over.default_price);
  lay(base.overload_guard, over.overload_guard);
  lay(base.grade_step, over.grade_step);
  lay(base.pay_window, over.pay_window);
  lay(base.accept_timeout, over.accept_timeout);
  lay(base.pick_timeout, over.pick_timeout);
  lay(base.offers_before_alert, over.offers_before_alert);
  lay(base.delivery_alert, over.delivery_alert);
  lay(base.auto_confirm, over.auto_confirm);
  lay(base.payment_answer, over.payment_answer);
  lay(base.payment_settle_time, over.payment_settle_time);
  lay(base.delivery_time, over.delivery_time);
  lay(base.refund_percent_after_cooking, over.refund_percent_after_cooking);
  return base;
}

const std::vector<shipped_brand>& shipped_brands() {
  static const std::vector<shipped_brand> brands{
    shipped("pizza", pizza()),     shipped("dongne", dongne()), shipped("hansik", hansik()),
    shipped("mealkit", mealkit()), shipped("azer", azer()),
  };
  return brands;
}

} // namespace baedal
