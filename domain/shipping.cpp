#include "domain/shipping.hpp"

namespace baedal {

namespace {

/// Every member of a policy, stated.
policy_overrides all_of(const brand_policy& policy) {
  policy_overrides all;
  all.payment = policy.payment;
  all.store_sees_order = policy.store_sees_order;
  all.acceptance = policy.acceptance;
  all.kitchen = policy.kitchen;
  all.dispatch = policy.dispatch;
  all.completion_by = policy.completion_by;
  all.customer_cancel_until = policy.customer_cancel_until;
  all.cancel_removes_order_from_collection = policy.cancel_removes_order_from_collection;
  all.stock = policy.stock;
  all.accident_flow = policy.accident_flow;
  all.count_dishes_at_cooking_start = policy.count_dishes_at_cooking_start;
  all.grade_up_on_completion = policy.grade_up_on_completion;
  all.notify = policy.notify;
  all.trust_client_price = policy.trust_client_price;
  all.default_price = policy.default_price;
  all.overload_guard = policy.overload_guard;
  all.grade_step = policy.grade_step;
  all.pay_window = policy.pay_window;
  all.accept_timeout = policy.accept_timeout;
  all.pick_timeout = policy.pick_timeout;
  all.offers_before_alert = policy.offers_before_alert;
  all.delivery_alert = policy.delivery_alert;
  all.auto_confirm = policy.auto_confirm;
  all.payment_answer = policy.payment_answer;
  all.payment_settle_time = policy.payment_settle_time;
  all.delivery_time = policy.delivery_time;
  all.refund_percent_after_cooking = policy.refund_percent_after_cooking;
  return all;
}

struct shipped_item {
  std::string_view brand;
  std::string_view id;
  std::string_view name;
  money price;
};

/// An order for a pizza that names none is for the set (brand pizza's default order).
constexpr shipped_item items[] = {
  {"pizza", "default-menu", "Potato Pizza ×1, garlic dipping ×2", money{10'800}},
};

} // namespace

define_brand definition_of(const shipped_brand& shipped) {
  return {shipped.id, all_of(shipped.policy), shipped.default_store};
}

define_store default_store_of(const shipped_brand& shipped) {
  store_card card;
  card.id = shipped.default_store;
  card.brand = shipped.id;
  card.name = shipped.id.value;
  return {card};
}

std::vector<define_item> missing_items_of(const shipped_brand& shipped, const store_card& known) {
  std::vector<define_item> missing;
  for (const auto& each : items) {
    const item_id id{std::string{each.id}};
    if (each.brand == shipped.id.value && !has_or_had(known, id))
      missing.push_back({{id, std::string{each.name}, each.price, {}, {}, false}});
  }
  return missing;
}

} // namespace baedal
