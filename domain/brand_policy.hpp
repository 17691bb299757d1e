#pragma once

#include "domain/ids.hpp"
#include "domain/money.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace baedal {

// The settings of requirements M1, one enum each. The words in JSON are the enumerators' names.
enum class payment_timing : std::uint8_t { inside_ordering, separate_step, record_then_pay };
enum class store_visibility : std::uint8_t { when_paid, when_ordered, never };
enum class acceptance_mode : std::uint8_t { implicit, explicit_answer, automatic };
enum class kitchen_mode : std::uint8_t { start_only, start_and_finish, one_step, none };
enum class dispatch_mode : std::uint8_t {
  own_courier, riders_pick, own_or_riders, parcel, automatic
};
enum class completion_party : std::uint8_t { courier, customer, automatic };
enum class cancel_limit : std::uint8_t { production_start, cooking_start, completion };
enum class stock_mode : std::uint8_t { off, on };
enum class overload_target : std::uint8_t { payment, order_creation };

/// Everything that makes one brand differ from another (requirements M1). Values, never code.
struct brand_policy {
  payment_timing payment = payment_timing::inside_ordering;
  store_visibility store_sees_order = store_visibility::when_paid;
  acceptance_mode acceptance = acceptance_mode::explicit_answer;
  kitchen_mode kitchen = kitchen_mode::start_and_finish;
  dispatch_mode dispatch = dispatch_mode::riders_pick;
  completion_party completion_by = completion_party::courier;
  cancel_limit customer_cancel_until = cancel_limit::cooking_start;
  bool cancel_removes_order_from_collection = false;
  stock_mode stock = stock_mode::off;
  bool accident_flow = false;
  bool count_dishes_at_cooking_start = true;
  bool grade_up_on_completion = false;
  std::vector<std::string> notify = {}; ///< words of `notify_channel`
  bool trust_client_price = true; ///< facade calls only; v1 never trusts
  money default_price{10'000};    ///< facade calls only
  overload_target overload_guard = overload_target::payment;
  std::int32_t grade_step = 1;                   ///< completed orders per grade
  std::chrono::seconds pay_window{600};          ///< T4
  std::chrono::seconds accept_timeout{300};      ///< T7
  std::chrono::seconds pick_timeout{600};        ///< T12: picked but not under way
  std::int32_t offers_before_alert = 3;          ///< re-offers until operations are told
  std::chrono::seconds delivery_alert{3600};     ///< pick-up to delivery
  std::chrono::seconds auto_confirm{86'400};     ///< T15
  std::chrono::milliseconds payment_answer{610}; ///< time-out of one gateway call
  /// "Not found" counts as failed this long after the last attempt.
  std::chrono::seconds payment_settle_time{60};
  std::chrono::minutes delivery_time{30}; ///< from the store to the door, for the ETA
  /// Of what is held, rounded down to whole won, where store or operations cancel for the
  /// customer's fault once the food is in the making.
  std::int32_t refund_percent_after_cooking = 0;

  friend bool operator==(const brand_policy&, const brand_policy&) = default;
};

/// What a store (or PUT of a brand) states differently; absent members leave the brand's value.
struct policy_overrides {
  std::optional<payment_timing> payment = {};
  std::optional<store_visibility> store_sees_order = {};
  std::optional<acceptance_mode> acceptance = {};
  std::optional<kitchen_mode> kitchen = {};
  std::optional<dispatch_mode> dispatch = {};
  std::optional<completion_party> completion_by = {};
  std::optional<cancel_limit> customer_cancel_until = {};
  std::optional<bool> cancel_removes_order_from_collection = {};
  std::optional<stock_mode> stock = {};
  std::optional<bool> accident_flow = {};
  std::optional<bool> count_dishes_at_cooking_start = {};
  std::optional<bool> grade_up_on_completion = {};
  std::optional<std::vector<std::string>> notify = {};
  std::optional<bool> trust_client_price = {};
  std::optional<money> default_price = {};
  std::optional<overload_target> overload_guard = {};
  std::optional<std::int32_t> grade_step = {};
  std::optional<std::chrono::seconds> pay_window = {};
  std::optional<std::chrono::seconds> accept_timeout = {};
  std::optional<std::chrono::seconds> pick_timeout = {};
  std::optional<std::int32_t> offers_before_alert = {};
  std::optional<std::chrono::seconds> delivery_alert = {};
  std::optional<std::chrono::seconds> auto_confirm = {};
  std::optional<std::chrono::milliseconds> payment_answer = {};
  std::optional<std::chrono::seconds> payment_settle_time = {};
  std::optional<std::chrono::minutes> delivery_time = {};
  std::optional<std::int32_t> refund_percent_after_cooking = {};

  friend bool operator==(const policy_overrides&, const policy_overrides&) = default;
};

/// The brand's policy with the store's overrides laid over it.
brand_policy effective(brand_policy base, const policy_overrides& over);

/// The five brands of requirements M1 as data, in the order pizza, dongne, hansik, mealkit, azer.
/// Each has a default store, always open, whose id is the brand's name followed by "-default".
struct shipped_brand {
  brand_id id;
  store_id default_store;
  brand_policy policy;
};
const std::vector<shipped_brand>& shipped_brands();

} // namespace baedal
