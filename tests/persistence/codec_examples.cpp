#include "tests/persistence/codec_examples.hpp"

namespace baedal::test {

namespace {

using namespace std::chrono_literals;

constexpr geo_point city_hall{37.566'350'1, 126.977'9};
constexpr instant some_time{std::chrono::milliseconds{1'795'190'400'123}};
const char* const awkward = "김치찌개 \"2인분\" \\ / \n\t\x01 🍲 é";

menu_item full_item() {
  return {item_id{"kit-1"}, awkward, money{12'900}, {"맵게", "\"large\""}, 17, true};
}

} // namespace

// The structured bindings stop compiling when a member is added: then the codec needs it, too.
brand_policy unusual_policy() {
  brand_policy policy{payment_timing::record_then_pay,
                      store_visibility::never,
                      acceptance_mode::automatic,
                      kitchen_mode::none,
                      dispatch_mode::parcel,
                      completion_party::customer,
                      cancel_limit::completion,
                      true,
                      stock_mode::on,
                      true,
                      false,
                      true,
                      {"kakao", "view"},
                      false,
                      money{1},
                      overload_target::order_creation,
                      7,
                      1s,
                      2s,
                      3s,
                      4,
                      5s,
                      6s,
                      8ms,
                      9s,
                      10min,
                      11};
  const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, z2] =
    policy;
  static_cast<void>(a);
  return policy;
}

policy_overrides all_overrides() {
  const auto from = unusual_policy();
  return {from.payment,
          from.store_sees_order,
          from.acceptance,
          from.kitchen,
          from.dispatch,
          from.completion_by,
          from.customer_cancel_until,
          from.cancel_removes_order_from_collection,
          from.stock,
          from.accident_flow,
          from.count_dishes_at_cooking_start,
          from.grade_up_on_completion,
          from.notify,
          from.trust_client_price,
          from.default_price,
          from.overload_guard,
          from.grade_step,
          from.pay_window,
          from.accept_timeout,
          from.pick_timeout,
          from.offers_before_alert,
          from.delivery_alert,
          from.auto_confirm,
          from.payment_answer,
          from.payment_settle_time,
          from.delivery_time,
          from.refund_percent_after_cooking};
}

placement full_placement() {
  placement what;
  what.id = order_id{"orders-17"};
  what.brand = brand_id{"dongne"};
  what.store = store_id{"가게"};
  what.customer = customer_id{"c/1 \"x\""};
  what.items = {
    {item_id{"i1"}, awkward, 3, money{9'900}, {"a", "b"}, true, money{9'900}, money{10'500}},
    {item_id{"i2"}, "", 1, money{0}, {}, false}};
  what.items_total = money{29'700};
  what.delivery_fee = money{3'000};
  what.total = money{32'700};
  what.area = "중구";
  what.store_at = city_hall;
  what.policy = unusual_policy();
  what.catalogue_version = 18'446'744'073'709'551'615ULL;
  what.personal_hash = std::string(64, 'a');
  what.metadata = {{"z.last", awkward}, {"a-first", ""}};
  const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, m2] = what;
  const auto& [n, o, p, q, r, s, t, u] = what.items.front();
  static_cast<void>(a);
  static_cast<void>(n);
  return what;
}

placement bare_placement() {
  placement what;
  what.id = order_id{"o"};
  what.brand = brand_id{"b"};
  what.store = store_id{"s"};
  what.customer = customer_id{"c"};
  return what;
}

store_card full_card() {
  store_card card;
  card.id = store_id{"s1"};
  card.brand = brand_id{"mealkit"};
  card.name = awkward;
  card.area = "중구";
  card.at = city_hall;
  card.hours.periods = {{6, 18h, 26h}, {0, 0min, 24h, 45min}};
  card.hours.special_days = {{std::chrono::days{20'812}, true},
                             {std::chrono::days{20'813}, false, 9h, 25h, 0min}};
  card.hours.last_order = 30min;
  card.time_zone = "Europe/Berlin";
  card.delivery_fee = money{1};
  card.minimum_order = money{2};
  card.overrides = all_overrides();
  card.delivery_radius_metres = 2'500;
  card.delivery_areas = {"중구", "mapo"};
  card.open = false;
  card.closed_until = some_time;
  card.menu.set(item_id{"kit-1"}, full_item());
  card.menu.set(item_id{"b\"2"}, {item_id{"b\"2"}, "", money{0}, {}, std::nullopt, false});
  card.version = 3;
  card.retired.set(item_id{"kit-0"}, some_time);
  const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = card;
  static_cast<void>(a);
  return card;
}

persistence::event_meta full_meta() {
  persistence::event_meta meta;
  meta.cause = persistence::event_cause{"order/한글", 18'446'744'073'709'551'615ULL,
                                        errc::rider_too_far, some_time};
  meta.key = idempotency{std::string(32, 'b'), std::string(32, 'c')};
  meta.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  meta.follows = 18'446'744'073'709'551'615ULL;
  meta.more = true;
  return meta;
}

std::vector<order_event> order_event_examples() {
  return {
    checkout_started{full_placement(), payment_method::online, "tok_1", true, "bh"},
    checkout_started{bare_placement(), payment_method::card, "", false, ""},
    stock_reserved{},
    checkout_failed{errc::payment_declined, "REJECT_CARD", true},
    checkout_failed{errc::none, "", false},
    checkout_failed{errc::unavailable, "breaker_open", false, std::chrono::milliseconds{4'250}},
    payment_deferred{"breaker_open", some_time, money{7}},
    payment_deferred{},
    order_placed{full_placement(), true, "bh"},
    order_placed{},
    payment_requested{payment_method::cash, "tok_2", 4'294'967'295U},
    payment_requested{payment_method::card, "", 0},
    payment_requested{payment_method::cash, "", 1, money{0}},
    delivery_fee_set{money{3'000}},
    delivery_fee_set{},
    payment_timed_out{},
    payment_approved{"key", money{1'000'000'000}, payment_method::online},
    payment_approved{"", money{-1}, payment_method::card},
    payment_failed{"CODE", true},
    payment_failed{},
    payment_failed{"CODE", false, money{1}},
    payment_expired{},
    payment_expired{money{2}},
    late_capture_found{"key", money{5}},
    payment_refunded{money{7}},
    payment_refunded{money{7}, true},
    payment_refunded{money{7}, false, money{5}},
    payment_requested{payment_method::card, "tok_2", 1, {}, "****1111"},
    refund_refused{"ALREADY"},
    refund_refused{},
    refund_refused{"ALREADY", money{7}},
    refund_retried{},
    order_accepted{some_time},
    order_accepted{},
    order_rejected{awkward, -7},
    order_rejected{},
    cooking_started{},
    cooking_finished{},
    line_removed{item_id{"kit"}, 2, awkward, money{18'000}, money{9'000}},
    line_removed{},
    order_delayed{some_time, awkward},
    order_delayed{},
    delay_noticed{some_time},
    pick_claimed{rider_id{"r1"}},
    pick_released{rider_id{"r1"}, errc::rider_busy},
    delivery_picked{rider_id{"r1"}},
    pick_withdrawn{rider_id{"r1"}, true},
    pick_withdrawn{rider_id{"r2"}, false},
    job_offered_again{},
    delivery_started{},
    delivery_completed{},
    order_completed{true},
    order_completed{},
    accident_reported{awkward},
    accident_reported{},
    cancel_requested{cancel_party::ops, cancel_cause::no_answer, awkward, money{9}},
    cancel_requested{cancel_party::customer, cancel_cause::customer, "", money{}},
    order_cancelled{cancel_cause::accident},
    obligations_settled{{1, 2, 18'446'744'073'709'551'615ULL}},
    obligations_settled{},
    alert_raised{alert_kind::refund_refused},
    stamp_renewed{},
    personal_erased{},
  };
}

std::vector<store_event> store_event_examples() {
  auto card = full_card();
  card.menu.clear();
  card.retired.clear();
  return {
    store_defined{card},
    store_defined{},
    item_defined{full_item()},
    item_defined{},
    item_defined{full_item(), true, 12},
    store_opened{},
    store_closed{some_time},
    units_reserved{order_id{"o1"}, {{item_id{"a"}, 1}, {item_id{"b"}, 1'000'000'000}}},
    units_reserved{order_id{"o1"}, {}},
    units_committed{order_id{"o1"}},
    units_committed{order_id{"o1"}, {{item_id{"a"}, 1, 0}}},
    units_released{order_id{"o1"}, {{item_id{"a"}, 1, 7}}},
    units_settled{order_id{"o1"}},
    units_returned{order_id{"o1"}, {{item_id{"a"}, 1}}},
    units_returned{order_id{"o1"}, {{item_id{"a"}, 1}}, {{item_id{"a"}, 1, 7}}},
    item_retired{item_id{"a"}, true},
  };
}

std::vector<rider_event> rider_event_examples() {
  return {
    rider_defined{rider_id{"r1"}, "중구", city_hall, "hash"},
    rider_defined{rider_id{"r1"}, "", std::nullopt, ""},
    rider_online{},
    rider_offline{},
    rider_moved{{-90, 1e-9}}, rider_moved{{0.1 + 0.2, -179.999'999'999}},
    job_assigned{order_id{"o1"}},
    job_released{order_id{"o1"}},
    personal_erased{},
  };
}

std::vector<customer_event> customer_event_examples() {
  return {
    customer_defined{customer_id{"c1"}, "hash"},
    customer_defined{customer_id{"c1"}, ""},
    completion_counted{customer_id{"c1"}, order_id{"o1"}, true},
    completion_counted{customer_id{"c1"}, order_id{"o1"}, false},
    grade_raised{customer_grade::vip},
    grade_raised{customer_grade::gold, order_id{"o1"}, brand_id{"dongne"}, {"kakao", "sms"}},
    personal_erased{},
  };
}

std::vector<brand_event> brand_event_examples() {
  std::vector<brand_event> out{
    brand_defined{brand_id{"b"}, store_id{"s"}, unusual_policy()},
    brand_defined{brand_id{"b"}, store_id{}, {}},
    brand_defined{brand_id{"b"},
                  store_id{},
                  {},
                  {{occasion::grade_raised, audience::ops, "{order} \"번\"", {}},
                   {occasion::order_placed, audience::customer, "", {}}}},
  };
  for (const auto& each : shipped_brands())
    out.emplace_back(brand_defined{each.id, each.default_store, each.policy});
  return out;
}

std::vector<sequence_event> sequence_event_examples() {
  return {number_taken{"orders", 18'446'744'073'709'551'615ULL}, number_taken{"주문", 0}};
}

breaker_changed opened_breaker() {
  using enum breaker_state;
  const instant at{std::chrono::milliseconds{1500}};
  return {"payments", "r1", 7, half_open, open, "3 of 5 calls failed", at};
}

} // namespace baedal::test
