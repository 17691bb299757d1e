#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace baedal {

// The words of requirements M6. In JSON they are the enumerators' names.

enum class order_status : std::uint8_t {
  absent, checkout, checkout_failed, placed, paid, accepted, cooking, cooked, awaiting_rider,
  delivery_requested, out_for_delivery, delivered, completed, cancelling, cancelled, payment_failed
};

enum class payment_status : std::uint8_t {
  none, requested, approved, failed, expired, unknown, refund_pending, refunded,
  partly_refunded, refund_refused
};

enum class delivery_status : std::uint8_t {
  none, waiting, available, picked, in_transit, delivered, confirmed, cancelled, damaged, requested
};

enum class payment_method : std::uint8_t { card, cash, online };
enum class cancel_party : std::uint8_t { customer, store, ops, system };
enum class cancel_cause : std::uint8_t {
  customer, store, ops, rejected, no_answer, unpaid, accident
};
/// The reasons of a cancelling by store or operations that decide about money once the food is in
/// the making. Any other text counts as the platform's fault.
enum class cancel_ground : std::uint8_t {
  customer_fault, no_show, store_fault, sold_out, platform_fault, accident, no_rider
};
enum class timer_kind : std::uint8_t {
  pay_window, accept, pick, delivery_alert, auto_confirm, ready, pay_again
};
enum class alert_kind : std::uint8_t { no_rider, delivery_late, refund_refused };

std::string_view to_string(order_status word) noexcept;
std::string_view to_string(payment_status word) noexcept;
std::string_view to_string(delivery_status word) noexcept;
std::string_view to_string(payment_method word) noexcept;
std::string_view to_string(cancel_party word) noexcept;
std::string_view to_string(cancel_cause word) noexcept;
std::string_view to_string(cancel_ground word) noexcept;
std::string_view to_string(timer_kind word) noexcept;
std::string_view to_string(alert_kind word) noexcept;

/// The value that a word names, for any enum of the domain that has words (policy enums
/// included); nothing if none.
template <class Enum>
std::optional<Enum> from_word(std::string_view word);

} // namespace baedal
