#include "http/policy_json.hpp"

#include "domain/policy_words.hpp"
#include "http/json_reader.hpp"
#include "http/json_writer.hpp"

#include <type_traits>

namespace baedal::http {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds month = 31 * 24h;
constexpr std::chrono::seconds year = 366 * 24h;

/// Every member once, for writing and for reading. `via` gets name, value and the range of numbers.
template <class Via, class Policy>
void members(Via& via, Policy& policy) {
  via.word("payment", policy.payment);
  via.word("store_sees_order", policy.store_sees_order);
  via.word("acceptance", policy.acceptance);
  via.word("kitchen", policy.kitchen);
  via.word("dispatch", policy.dispatch);
  via.word("completion_by", policy.completion_by);
  via.word("customer_cancel_until", policy.customer_cancel_until);
  via.truth("cancel_removes_order_from_collection", policy.cancel_removes_order_from_collection);
  via.word("stock", policy.stock);
  via.truth("accident_flow", policy.accident_flow);
  via.truth("count_dishes_at_cooking_start", policy.count_dishes_at_cooking_start);
  via.truth("grade_up_on_completion", policy.grade_up_on_completion);
  via.texts("notify", policy.notify);
  via.truth("trust_client_price", policy.trust_client_price);
  via.amount("default_price", policy.default_price);
  via.word("overload_guard", policy.overload_guard);
  via.number("grade_step", policy.grade_step, 1, 1'000'000);
  via.time("pay_window_seconds", policy.pay_window, 1s, month);
  via.time("accept_timeout_seconds", policy.accept_timeout, 1s, month);
  via.time("pick_timeout_seconds", policy.pick_timeout, 1s, month);
  via.number("offers_before_alert", policy.offers_before_alert, 1, 1'000);
  via.time("delivery_alert_seconds", policy.delivery_alert, 1s, month);
  via.time("auto_confirm_seconds", policy.auto_confirm, 1s, year);
  via.time("payment_answer_ms", policy.payment_answer, 1ms, 60'000ms);
  via.time("payment_settle_seconds", policy.payment_settle_time, 0s, std::chrono::seconds{24h});
  via.time("delivery_minutes", policy.delivery_time, 0min, std::chrono::minutes{24h});
  via.number("refund_percent_after_cooking", policy.refund_percent_after_cooking, 0, 100);
}

struct policy_writer {
  json_writer& out;

  template <class T, class Put>
  void put(const char* name, const T& value, Put how) {
    out.key(name);
    how(value);
  }
  template <class T, class Put>
  void put(const char* name, const std::optional<T>& value, Put how) {
    if (value)
      put(name, *value, how);
  }
  void word(const char* name, const auto& value) {
    put(name, value, [this](auto each) { out.value(to_string(each)); });
  }
  void truth(const char* name, const auto& value) {
    put(name, value, [this](bool each) { out.value(each); });
  }
  void amount(const char* name, const auto& value) {
    put(name, value, [this](money each) { out.value(each.won); });
  }
  void number(const char* name, const auto& value, int, int) {
    put(name, value, [this](std::int32_t each) { out.value(each); });
  }
  void time(const char* name, const auto& value, auto, auto) {
    put(name, value, [this](auto each) { out.value(each.count()); });
  }
  void texts(const char* name, const auto& value) {
    put(name, value, [this](const std::vector<std::string>& all) {
      out.begin_array();
      for (const auto& each : all)
        out.value(each);
      out.end_array();
    });
  }
};

struct policy_reader {
  const json_reader& in;

  template <class Enum>
  void word(const char* name, std::optional<Enum>& value) {
    value = in.optional_word<Enum>(name);
  }
  void truth(const char* name, std::optional<bool>& value) { value = in.optional_boolean(name); }
  void amount(const char* name, std::optional<money>& value) {
    if (const auto sent = in.optional_integer(name, 0, largest_amount.won))
      value = money{*sent};
  }
  void number(const char* name, std::optional<std::int32_t>& value, int least, int most) {
    if (const auto sent = in.optional_integer(name, least, most))
      value = static_cast<std::int32_t>(*sent);
  }
  template <class Time>
  void time(const char* name, std::optional<Time>& value, std::type_identity_t<Time> least,
            std::type_identity_t<Time> most) {
    if (const auto sent = in.optional_integer(name, least.count(), most.count()))
      value = Time{*sent};
  }
  void texts(const char* name, std::optional<std::vector<std::string>>& value) {
    if (in.has(name))
      value = in.texts(name, {.min = 0, .max = 16}, {.min = 1, .max = 32});
  }
};

} // namespace

void write(json_writer& out, const brand_policy& policy) {
  out.begin_object();
  policy_writer via{out};
  members(via, policy);
  out.end_object();
}

void write(json_writer& out, const policy_overrides& policy) {
  out.begin_object();
  policy_writer via{out};
  members(via, policy);
  out.end_object();
}

policy_overrides read_policy(const json_reader& in) {
  policy_overrides policy;
  policy_reader via{in};
  members(via, policy);
  return policy;
}

} // namespace baedal::http
