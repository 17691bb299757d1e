#include "domain/notification.hpp"

#include "domain/words.hpp"

#include <algorithm>

namespace baedal {

template <>
struct words<audience> {
  static constexpr std::array<std::string_view, 5> list{"customer", "seller", "store", "rider",
                                                        "ops"};
};
template <>
struct words<notify_channel> {
  static constexpr std::array<std::string_view, 8> list{
    "history", "kakao", "sms", "marketing", "view", "webhook", "alimtalk", "log"};
};
template <>
struct words<carrier> {
  static constexpr std::array<std::string_view, carrier_count> list{"alimtalk", "webhook", "sms",
                                                                    "log"};
};
template <>
struct words<occasion> {
  static constexpr std::array<std::string_view, 26> list{
    "order_placed",      "payment_requested", "payment_approved",   "payment_failed",
    "payment_expired",   "payment_refunded",  "refund_refused",     "order_accepted",
    "order_rejected",    "cooking_started",   "cooking_finished",   "delivery_picked",
    "pick_withdrawn",    "delivery_started",  "delivery_completed", "order_completed",
    "accident_reported", "cancel_requested",  "order_cancelled",    "grade_raised",
    "no_rider",          "delivery_late",     "line_removed",       "order_delayed",
    "delay_noticed",     "payment_deferred"};
};

namespace {

/// What there is to say about an event, before anybody is chosen.
struct news {
  occasion what;
  money amount = {};
  std::string reason = {};
  money left = {};
};

/// The cause of a cancelling, where nobody gave a reason in words of his own.
std::string_view cause_in_words(cancel_cause cause) {
  switch (cause) {
    case cancel_cause::customer:
      return "고객 요청";
    case cancel_cause::store:
      return "가게 사정";
    case cancel_cause::ops:
      return "운영자 처리";
    case cancel_cause::rejected:
      return "주문 거절";
    case cancel_cause::no_answer:
      return "가게 응답 없음";
    case cancel_cause::unpaid:
      return "결제 시간 초과";
    case cancel_cause::accident:
      return "배달 중 사고";
  }
  return {};
}

/// Deadlines give their reasons in words for logs.
std::string reason_of(cancel_cause cause, const std::string& given) {
  const bool by_a_deadline = cause == cancel_cause::no_answer || cause == cancel_cause::unpaid;
  return given.empty() || by_a_deadline ? std::string{cause_in_words(cause)} : given;
}

std::optional<news> alert_news(alert_kind kind) {
  switch (kind) {
    case alert_kind::no_rider:
      return news{occasion::no_rider};
    case alert_kind::delivery_late:
      return news{occasion::delivery_late};
    default:
      return std::nullopt; // An event of its own says it.
  }
}

/// Nothing for events that no status follows from.
std::optional<news> news_of(const order& after, const order_event& event) {
  using found = std::optional<news>;
  const auto total = after.placed->total;
  const auto told = [](occasion what, money amount = {}, std::string reason = {}) {
    return found{{what, amount, std::move(reason)}};
  };
  return std::visit(
    overloaded{
      [&](const order_placed&) { return told(occasion::order_placed, total); },
      [&](const payment_requested& e) {
        return told(occasion::payment_requested, e.amount.value_or(total));
      },
      [&](const payment_approved& e) { return told(occasion::payment_approved, e.amount); },
      [&](const payment_failed& e) {
        return told(occasion::payment_failed, e.amount.value_or(total), e.code);
      },
      [&](const payment_expired& e) {
        return told(occasion::payment_expired, e.amount.value_or(total));
      },
      [&](const payment_deferred& e) {
        return told(occasion::payment_deferred, e.amount.value_or(total));
      },
      [&](const payment_refunded& e) {
        return found{{occasion::payment_refunded, e.amount, {}, e.left}};
      },
      [&](const refund_refused& e) { return told(occasion::refund_refused, {}, e.code); },
      [&](const order_accepted&) { return told(occasion::order_accepted); },
      [&](const order_rejected& e) { return told(occasion::order_rejected, total, e.reason); },
      [&](const cooking_started&) { return told(occasion::cooking_started); },
      [&](const cooking_finished&) { return told(occasion::cooking_finished); },
      [&](const delivery_picked&) { return told(occasion::delivery_picked); },
      [&](const pick_withdrawn&) { return told(occasion::pick_withdrawn); },
      [&](const delivery_started&) { return told(occasion::delivery_started); },
      [&](const delivery_completed&) { return told(occasion::delivery_completed); },
      [&](const order_completed&) { return told(occasion::order_completed); },
      [&](const accident_reported& e) { return told(occasion::accident_reported, {}, e.reason); },
      [&](const cancel_requested& e) {
        return told(occasion::cancel_requested, e.refund, reason_of(e.cause, e.reason));
      },
      [&](const order_cancelled& e) {
        return told(occasion::order_cancelled, total, reason_of(e.cause, after.seen.cancel_reason));
      },
      [&](const line_removed& e) { return told(occasion::line_removed, e.refund, e.reason); },
      [&](const order_delayed& e) { return told(occasion::order_delayed, {}, e.reason); },
      [&](const delay_noticed&) { return told(occasion::delay_noticed); },
      [&](const alert_raised& e) { return alert_news(e.what); },
      [](const auto&) { return found{}; },
    },
    event);
}

bool names(const std::vector<std::string>& notify, notify_channel channel) {
  return std::find(notify.begin(), notify.end(), to_string(channel)) != notify.end();
}

/// Whether the customer gets a message, too, where the brand sends some. A rejection and an
/// accident were told with their reasons when they happened; a courier who delivers completes.
bool is_told(occasion what, const order_event& event, const brand_policy& policy) {
  switch (what) {
    case occasion::payment_requested:
    case occasion::payment_deferred: // Each attempt is; the answer to the order said so.
    case occasion::cancel_requested:
    case occasion::pick_withdrawn:
    case occasion::no_rider:
      return false;
    case occasion::order_cancelled: {
      const auto cause = std::get<order_cancelled>(event).cause;
      return cause != cancel_cause::rejected && cause != cancel_cause::accident;
    }
    case occasion::order_completed:
      return policy.completion_by != completion_party::courier;
    default:
      return true;
  }
}

std::vector<notify_channel> to_customer(const std::vector<std::string>& notify, occasion what,
                                        bool told) {
  using enum notify_channel;
  std::vector<notify_channel> chosen;
  const bool is_alert = what == occasion::no_rider || what == occasion::delivery_late;
  for (const auto channel : {history, view})
    if (!is_alert && names(notify, channel))
      chosen.push_back(channel);
  for (const auto channel : {kakao, alimtalk, sms, log}) {
    const bool twice = channel == alimtalk && names(notify, kakao);
    if (told && !twice && names(notify, channel))
      chosen.push_back(channel);
  }
  if (what == occasion::delivery_completed && names(notify, marketing)) // 003-F5
    chosen.push_back(marketing);
  return chosen;
}

/// The seller's marketing hears of the payment (003-X1). Store, rider and operations hear what
/// concerns them; of an accident in every brand (002-X1), of all else where the brand asks for it.
std::vector<notify_channel> to_business(const std::vector<std::string>& notify, occasion what,
                                        audience whom) {
  using enum occasion;
  const bool asked = names(notify, notify_channel::webhook);
  switch (whom) {
    case audience::seller:
      if (what == payment_approved && names(notify, notify_channel::marketing))
        return {notify_channel::marketing};
      return {};
    case audience::store:
      if (what == accident_reported
          || (asked && (what == payment_approved || what == order_cancelled)))
        return {notify_channel::webhook};
      return {};
    case audience::rider:
      if (asked && (what == order_cancelled || what == delivery_picked))
        return {notify_channel::webhook};
      return {};
    case audience::ops:
      if (what == accident_reported || what == refund_refused || what == no_rider
          || what == delivery_late)
        return {notify_channel::webhook};
      return {};
    case audience::customer:
      break;
  }
  return {};
}

/// A rider hears of what carries his name, and of the end of an order that he has.
std::string recipient_of(const order& after, const order_event& event, audience to) {
  switch (to) {
    case audience::customer:
      return after.seen.customer.value;
    case audience::seller:
    case audience::store:
      return after.seen.store.value;
    case audience::rider:
      if (const auto* picked = std::get_if<delivery_picked>(&event))
        return picked->rider.value;
      return after.seen.delivery.rider ? after.seen.delivery.rider->value : std::string{};
    case audience::ops:
      break;
  }
  return {};
}

} // namespace

std::string_view to_string(audience word) noexcept {
  return word_of(word);
}
std::string_view to_string(notify_channel word) noexcept {
  return word_of(word);
}
std::string_view to_string(carrier word) noexcept {
  return word_of(word);
}
std::string_view to_string(occasion word) noexcept {
  return word_of(word);
}

template std::optional<audience> from_word(std::string_view);
template std::optional<notify_channel> from_word(std::string_view);
template std::optional<carrier> from_word(std::string_view);
template std::optional<occasion> from_word(std::string_view);

std::vector<notification> notifications_of(const order& after, const order_event& event) {
  std::vector<notification> out;
  const auto heard = news_of(after, event);
  if (!heard)
    return out;
  const auto& policy = after.placed->policy;
  for (const auto whom :
       {audience::customer, audience::seller, audience::store, audience::rider, audience::ops}) {
    auto channels = whom == audience::customer
                      ? to_customer(policy.notify, heard->what, is_told(heard->what, event, policy))
                      : to_business(policy.notify, heard->what, whom);
    auto recipient = recipient_of(after, event, whom);
    if (!channels.empty() && (whom != audience::rider || !recipient.empty()))
      out.push_back({heard->what, whom, std::move(recipient), std::move(channels), heard->amount,
                     heard->reason, heard->left});
  }
  return out;
}

std::vector<notification> notifications_of(const customer_id& who, const grade_raised& event) {
  auto channels = to_customer(event.notify, occasion::grade_raised, true);
  if (channels.empty())
    return {};
  return {{occasion::grade_raised, audience::customer, who.value, std::move(channels), money{},
           std::string{to_string(event.to)}}};
}

bool is_listed(audience to) noexcept {
  return to == audience::customer || to == audience::seller;
}

std::optional<carrier> carrier_of(notify_channel channel, audience to) noexcept {
  switch (channel) {
    case notify_channel::history:
    case notify_channel::view:
      return std::nullopt;
    case notify_channel::kakao:
    case notify_channel::alimtalk:
      return carrier::alimtalk;
    case notify_channel::sms:
      return carrier::sms;
    case notify_channel::marketing:
      return to == audience::customer ? carrier::alimtalk : carrier::webhook;
    case notify_channel::webhook:
      return carrier::webhook;
    case notify_channel::log:
      return carrier::log;
  }
  return std::nullopt;
}

} // namespace baedal
