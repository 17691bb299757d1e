#include "domain/order_words.hpp"

#include "domain/customer.hpp"
#include "domain/entity.hpp"
#include "domain/words.hpp"

namespace baedal {

template <>
struct words<order_status> {
  static constexpr std::array<std::string_view, 16> list{
    "absent",         "checkout",           "checkout_failed",  "placed",
    "paid",           "accepted",           "cooking",          "cooked",
    "awaiting_rider", "delivery_requested", "out_for_delivery", "delivered",
    "completed",      "cancelling",         "cancelled",        "payment_failed"};
};
template <>
struct words<payment_status> {
  static constexpr std::array<std::string_view, 10> list{
    "none",    "requested",      "approved", "failed",          "expired",
    "unknown", "refund_pending", "refunded", "partly_refunded", "refund_refused"};
};
template <>
struct words<delivery_status> {
  static constexpr std::array<std::string_view, 10> list{
    "none",      "waiting",   "available", "picked",  "in_transit",
    "delivered", "confirmed", "cancelled", "damaged", "requested"};
};
template <>
struct words<payment_method> {
  static constexpr std::array<std::string_view, 3> list{"card", "cash", "online"};
};
template <>
struct words<cancel_party> {
  static constexpr std::array<std::string_view, 4> list{"customer", "store", "ops", "system"};
};
template <>
struct words<cancel_cause> {
  static constexpr std::array<std::string_view, 7> list{
    "customer", "store", "ops", "rejected", "no_answer", "unpaid", "accident"};
};
template <>
struct words<cancel_ground> {
  static constexpr std::array<std::string_view, 7> list{
    "customer_fault", "no_show",  "store_fault", "sold_out",
    "platform_fault", "accident", "no_rider"};
};
template <>
struct words<timer_kind> {
  static constexpr std::array<std::string_view, 7> list{
    "pay_window", "accept", "pick", "delivery_alert", "auto_confirm", "ready", "pay_again"};
};
template <>
struct words<alert_kind> {
  static constexpr std::array<std::string_view, 3> list{"no_rider", "delivery_late",
                                                        "refund_refused"};
};
template <>
struct words<customer_grade> {
  static constexpr std::array<std::string_view, 4> list{"bronze", "silver", "gold", "vip"};
};
template <>
struct words<entity_kind> {
  static constexpr std::array<std::string_view, 7> list{
    "order", "store", "rider", "customer", "brand", "sequence", "breaker"};
};

std::string_view to_string(order_status word) noexcept {
  return word_of(word);
}
std::string_view to_string(payment_status word) noexcept {
  return word_of(word);
}
std::string_view to_string(delivery_status word) noexcept {
  return word_of(word);
}
std::string_view to_string(payment_method word) noexcept {
  return word_of(word);
}
std::string_view to_string(cancel_party word) noexcept {
  return word_of(word);
}
std::string_view to_string(cancel_cause word) noexcept {
  return word_of(word);
}
std::string_view to_string(cancel_ground word) noexcept {
  return word_of(word);
}
std::string_view to_string(timer_kind word) noexcept {
  return word_of(word);
}
std::string_view to_string(alert_kind word) noexcept {
  return word_of(word);
}
std::string_view to_string(customer_grade word) noexcept {
  return word_of(word);
}
std::string_view to_string(entity_kind word) noexcept {
  return word_of(word);
}

template std::optional<order_status> from_word(std::string_view);
template std::optional<payment_status> from_word(std::string_view);
template std::optional<delivery_status> from_word(std::string_view);
template std::optional<payment_method> from_word(std::string_view);
template std::optional<cancel_party> from_word(std::string_view);
template std::optional<cancel_cause> from_word(std::string_view);
template std::optional<cancel_ground> from_word(std::string_view);
template std::optional<timer_kind> from_word(std::string_view);
template std::optional<alert_kind> from_word(std::string_view);
template std::optional<customer_grade> from_word(std::string_view);
template std::optional<entity_kind> from_word(std::string_view);

} // namespace baedal
