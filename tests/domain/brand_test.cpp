#include "domain/brand.hpp"
#include "domain/shipping.hpp"

#include "tests/domain/folding.hpp"

using namespace baedal;
using namespace std::chrono_literals;

namespace {

using brand_world = test::obedient<brand, brand_command, brand_event>;

/// A row of requirements M1, in the order of its table.
struct m1_row {
  const char* id;
  payment_timing payment;
  store_visibility store_sees_order;
  acceptance_mode acceptance;
  kitchen_mode kitchen;
  dispatch_mode dispatch;
  completion_party completion_by;
  cancel_limit customer_cancel_until;
  bool cancel_removes_order;
  stock_mode stock;
  bool accident_flow;
  bool count_dishes;
  bool grade_up;
  std::vector<std::string> notify;
  overload_target overload_guard;
  std::chrono::hours auto_confirm;
};

const m1_row m1_table[] = {
  {"pizza",
   payment_timing::inside_ordering,
   store_visibility::when_paid,
   acceptance_mode::implicit,
   kitchen_mode::start_only,
   dispatch_mode::own_courier,
   completion_party::courier,
   cancel_limit::production_start,
   false,
   stock_mode::off,
   false,
   false,
   false,
   {"history", "kakao"},
   overload_target::payment,
   24h},
  {"dongne",
   payment_timing::separate_step,
   store_visibility::when_ordered,
   acceptance_mode::explicit_answer,
   kitchen_mode::start_and_finish,
   dispatch_mode::riders_pick,
   completion_party::customer,
   cancel_limit::cooking_start,
   true,
   stock_mode::off,
   false,
   false,
   true,
   {"kakao", "sms"},
   overload_target::payment,
   24h},
  {"hansik",
   payment_timing::inside_ordering,
   store_visibility::when_paid,
   acceptance_mode::implicit,
   kitchen_mode::one_step,
   dispatch_mode::own_or_riders,
   completion_party::courier,
   cancel_limit::cooking_start,
   false,
   stock_mode::off,
   true,
   true,
   false,
   {"kakao"},
   overload_target::payment,
   24h},
  {"mealkit",
   payment_timing::inside_ordering,
   store_visibility::never,
   acceptance_mode::automatic,
   kitchen_mode::none,
   dispatch_mode::parcel,
   completion_party::customer,
   cancel_limit::completion,
   false,
   stock_mode::on,
   false,
   false,
   false,
   {"marketing"},
   overload_target::payment,
   7 * 24h},
  {"azer",
   payment_timing::record_then_pay,
   store_visibility::when_paid,
   acceptance_mode::explicit_answer,
   kitchen_mode::start_and_finish,
   dispatch_mode::automatic,
   completion_party::automatic,
   cancel_limit::cooking_start,
   false,
   stock_mode::off,
   false,
   false,
   false,
   {"view"},
   overload_target::order_creation,
   24h},
};

/// The names are those of the table; beside each the settlement (requirements M7) that it carries.
void check_table(const brand_policy& policy, const m1_row& row) {
  const auto same = [](const char* setting, const auto& shipped, const auto& wanted) {
    INFO(setting);
    CHECK(shipped == wanted);
  };
  same("payment (K1, K14)", policy.payment, row.payment);
  same("store_sees_order (K2)", policy.store_sees_order, row.store_sees_order);
  same("acceptance (K3)", policy.acceptance, row.acceptance);
  same("kitchen (K4)", policy.kitchen, row.kitchen);
  same("dispatch (K4)", policy.dispatch, row.dispatch);
  same("completion_by (K5)", policy.completion_by, row.completion_by);
  same("customer_cancel_until (K6)", policy.customer_cancel_until, row.customer_cancel_until);
  same("cancel_removes_order_from_collection (K8)", policy.cancel_removes_order_from_collection,
       row.cancel_removes_order);
  same("stock (K21)", policy.stock, row.stock);
  same("accident_flow (K6)", policy.accident_flow, row.accident_flow);
  same("count_dishes_at (K20)", policy.count_dishes_at_cooking_start, row.count_dishes);
  same("grade_up_on", policy.grade_up_on_completion, row.grade_up);
  same("notify (K15)", policy.notify, row.notify);
  same("trust_client_price (K17)", policy.trust_client_price, true);
  same("default_price (K17)", policy.default_price, money{10'000});
  same("overload_guard (K13)", policy.overload_guard, row.overload_guard);
}

void check_deadlines(const brand_policy& policy, std::chrono::seconds auto_confirm) {
  CHECK(policy.pay_window == 10min);
  CHECK(policy.accept_timeout == 5min);
  CHECK(policy.pick_timeout == 10min);
  CHECK(policy.offers_before_alert == 3);
  CHECK(policy.delivery_alert == 60min);
  CHECK(policy.auto_confirm == auto_confirm);
  CHECK(policy.payment_answer == 610ms);
  CHECK(policy.payment_settle_time == 60s);
  CHECK(policy.delivery_time == 30min);
}

define_brand naming(const char* id) {
  return {brand_id{id}, {}, {}};
}

/// The field that a policy with this one change is refused for; empty where it is taken.
std::string field_refused(const policy_overrides& over) {
  const auto why = fault_of(effective({}, over));
  return why ? why->field : "";
}

} // namespace

SCENARIO("the five shipped brands have the values of requirements M1 and M6", "[M1][M6][M7]") {
  const auto& brands = shipped_brands();
  REQUIRE(brands.size() == std::size(m1_table));
  for (std::size_t index = 0; index < brands.size(); ++index) {
    const auto& row = m1_table[index];
    const auto& each = brands[index];
    INFO(row.id);
    CHECK(each.id.value == row.id);
    CHECK(each.default_store.value == std::string{row.id} + "-default");
    check_table(each.policy, row);
    check_deadlines(each.policy, row.auto_confirm);
    CHECK(each.policy.grade_step == 1);
    CHECK(each.policy.refund_percent_after_cooking == 0);
    CHECK_FALSE(fault_of(each.policy));
  }
}

SCENARIO("a first start states every member of the shipped policies", "[M1]") {
  for (const auto& each : shipped_brands()) {
    INFO(each.id.value);
    brand_world world;
    world.obeys(definition_of(each));
    CHECK(world.state.seen.policy == each.policy);
    CHECK(world.state.seen.default_store == each.default_store);
    CHECK_FALSE(default_store_of(each).card.hours.periods.size());
  }
}

SCENARIO("overrides lie over a policy member by member", "[M1]") {
  const auto& base = shipped_brands()[1].policy;
  CHECK(effective(base, {}) == base);
  policy_overrides over;
  over.kitchen = kitchen_mode::one_step;
  over.notify = std::vector<std::string>{};
  over.auto_confirm = 5s;
  auto expected = base;
  expected.kitchen = kitchen_mode::one_step;
  expected.notify = {};
  expected.auto_confirm = 5s;
  CHECK(effective(base, over) == expected);
}

SCENARIO("a brand is defined by PUT, and a PUT of the same changes nothing") {
  brand_world world;
  CHECK_FALSE(is_visible(world.state));
  auto first = naming("bunsik");
  first.policy.stock = stock_mode::on;
  CHECK(world.obeys(first).size() == 1);
  CHECK(is_visible(world.state));
  CHECK(world.state.seen.policy.stock == stock_mode::on);
  CHECK(world.obeys(first).empty());
  WHEN("a later PUT names other members only") {
    auto second = naming("bunsik");
    second.policy.accident_flow = true;
    second.default_store = store_id{"s1"};
    world.obeys(second);
    THEN("the rest keeps its value") {
      CHECK(world.state.seen.policy.stock == stock_mode::on);
      CHECK(world.state.seen.policy.accident_flow);
      CHECK(world.state.seen.default_store.value == "s1");
      CHECK(world.state.seen.version == 2);
      CHECK((*outcome_of(world.state, second))->id.value == "bunsik");
    }
  }
}

SCENARIO("policy values out of range are refused by name") {
  CHECK(field_refused({.notify = std::vector<std::string>{"kakao", "pigeon"}}) == "notify/1");
  CHECK(field_refused({.notify = std::vector<std::string>{"sms", "sms"}}) == "notify/1");
  CHECK(field_refused({.default_price = money{-1}}) == "default_price");
  CHECK(field_refused({.default_price = largest_amount + money{1}}) == "default_price");
  CHECK(field_refused({.grade_step = 0}) == "grade_step");
  CHECK(field_refused({.pay_window = 0s}) == "pay_window");
  CHECK(field_refused({.accept_timeout = -1s}) == "accept_timeout");
  CHECK(field_refused({.pick_timeout = 0s}) == "pick_timeout");
  CHECK(field_refused({.offers_before_alert = 0}) == "offers_before_alert");
  CHECK(field_refused({.delivery_alert = 1000h}) == "delivery_alert");
  CHECK(field_refused({.auto_confirm = 10'000h}) == "auto_confirm");
  CHECK(field_refused({.payment_answer = 0ms}) == "payment_answer");
  CHECK(field_refused({.payment_settle_time = -1s}) == "payment_settle_time");
  CHECK(field_refused({.delivery_time = -1min}) == "delivery_minutes");
  CHECK(field_refused({.delivery_time = 1'441min}) == "delivery_minutes");
  CHECK(field_refused({.refund_percent_after_cooking = -1}) == "refund_percent_after_cooking");
  CHECK(field_refused({.refund_percent_after_cooking = 101}) == "refund_percent_after_cooking");
  CHECK(field_refused({.pay_window = 1s, .payment_settle_time = 0s}).empty());
  CHECK(field_refused({.notify = std::vector<std::string>{"history", "kakao", "alimtalk", "sms",
                                                          "webhook", "log", "marketing", "view"}})
          .empty());
  brand_world world;
  auto wrong = naming("b");
  wrong.policy.grade_step = -5;
  CHECK(world.refuses(wrong).code == errc::value_invalid);
  CHECK(world.refuses(naming("")).field == "brand");
  CHECK(world.refuses(naming("a/b")).field == "brand");
}
