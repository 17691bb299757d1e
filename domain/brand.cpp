#include "domain/brand.hpp"

#include "domain/checks.hpp"
#include "domain/notification.hpp"

#include <algorithm>

namespace baedal {

namespace {

using namespace std::chrono_literals;

template <class T>
fault fault_of_range(T value, T least, T most, const char* field) {
  if (value >= least && value <= most)
    return std::nullopt;
  return refusal{errc::value_invalid, "is out of range", field};
}

fault fault_of_channels(const std::vector<std::string>& notify) {
  for (std::size_t index = 0; index < notify.size(); ++index) {
    const auto& each = notify[index];
    const auto here = notify.begin() + static_cast<std::ptrdiff_t>(index);
    if (!from_word<notify_channel>(each))
      return refusal{errc::value_invalid, "no such channel", "notify/" + std::to_string(index)};
    if (std::find(notify.begin(), here, each) != here)
      return refusal{errc::value_invalid, "named twice", "notify/" + std::to_string(index)};
  }
  return std::nullopt;
}

/// What is stated otherwise than it is.
std::vector<message_text> changed_texts(const brand& state, std::vector<message_text> stated,
                                        instant now) {
  std::erase_if(stated, [&](const message_text& each) {
    return each.text == own_text(state.seen.texts, each.what, each.to, now);
  });
  return stated;
}

} // namespace

std::optional<refusal> fault_of(const brand_policy& policy) {
  constexpr std::chrono::seconds month = 31 * 24h;
  constexpr std::chrono::seconds year = 366 * 24h;
  return first_of({
    fault_of_channels(policy.notify),
    fault_of_amount(policy.default_price, "default_price"),
    fault_of_range(policy.grade_step, 1, 1'000'000, "grade_step"),
    fault_of_range<std::chrono::seconds>(policy.pay_window, 1s, month, "pay_window"),
    fault_of_range<std::chrono::seconds>(policy.accept_timeout, 1s, month, "accept_timeout"),
    fault_of_range<std::chrono::seconds>(policy.pick_timeout, 1s, month, "pick_timeout"),
    fault_of_range(policy.offers_before_alert, 1, 1'000, "offers_before_alert"),
    fault_of_range<std::chrono::seconds>(policy.delivery_alert, 1s, month, "delivery_alert"),
    fault_of_range<std::chrono::seconds>(policy.auto_confirm, 1s, year, "auto_confirm"),
    fault_of_range<std::chrono::milliseconds>(policy.payment_answer, 1ms, 60s, "payment_answer"),
    fault_of_range<std::chrono::seconds>(policy.payment_settle_time, 0s, 24h,
                                         "payment_settle_time"),
    fault_of_range<std::chrono::minutes>(policy.delivery_time, 0min, 24h, "delivery_minutes"),
    fault_of_range(policy.refund_percent_after_cooking, 0, 100, "refund_percent_after_cooking"),
  });
}

result<std::vector<brand_event>> decide(const brand& state, const brand_command& command,
                                        instant now) {
  const auto& asked = std::get<define_brand>(command);
  if (auto wrong = fault_of_id(asked.id.value, "brand"))
    return *wrong;
  if (!state.defined && asked.id.value == ops_topic)
    return refusal{errc::value_invalid, "is the operators' topic", "brand"};
  if (asked.default_store)
    if (auto wrong = fault_of_id(asked.default_store->value, "default_store"))
      return *wrong;
  brand_defined next{asked.id, asked.default_store.value_or(state.seen.default_store),
                     effective(state.seen.policy, asked.policy),
                     changed_texts(state, asked.texts, std::max(now, state.last_event_at))};
  if (auto wrong = first_of({fault_of(next.policy), fault_of(asked.texts)}))
    return *wrong;
  if (state.defined && next.policy == state.seen.policy
      && next.default_store == state.seen.default_store && next.texts.empty())
    return std::vector<brand_event>{};
  return std::vector<brand_event>{std::move(next)};
}

void evolve(brand& state, const brand_event& event, instant at) {
  const auto& defined = std::get<brand_defined>(event);
  state.seen.id = defined.id;
  state.seen.default_store = defined.default_store;
  state.seen.policy = defined.policy;
  state.defined = true;
  ++state.seen.version;
  ++state.version;
  state.last_event_at = std::max(state.last_event_at, at);
  for (auto text : defined.texts) {
    text.since = state.last_event_at;
    put_text(state.seen.texts, std::move(text));
  }
}

std::optional<result<brand_view>> outcome_of(const brand& state, const brand_command&) {
  return result<brand_view>{state.seen};
}

bool is_public(const brand_event&) {
  return true;
}

bool is_visible(const brand& state) {
  return state.defined;
}

} // namespace baedal
