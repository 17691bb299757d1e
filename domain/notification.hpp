#pragma once

#include "domain/customer.hpp"
#include "domain/order.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace baedal {

/// Who is told.
enum class audience : std::uint8_t { customer, seller, store, rider, ops };

/// What a brand names in its policy's `notify` (requirements M1). `history` and `view` are rows
/// that somebody may read; the others are also sent. `alimtalk` is another word for `kakao`.
enum class notify_channel : std::uint8_t {
  history,
  kakao,
  sms,
  marketing,
  view,
  webhook,
  alimtalk,
  log
};

/// How a message leaves the node.
enum class carrier : std::uint8_t { alimtalk, webhook, sms, log };
inline constexpr std::size_t carrier_count = 4;

/// What happened, as far as anybody is told of it. The words are those of the events; an alert has
/// the word of its kind.
enum class occasion : std::uint8_t {
  order_placed,
  payment_requested,
  payment_approved,
  payment_failed,
  payment_expired,
  payment_refunded,
  refund_refused,
  order_accepted,
  order_rejected,
  cooking_started,
  cooking_finished,
  delivery_picked,
  pick_withdrawn,
  delivery_started,
  delivery_completed,
  order_completed,
  accident_reported,
  cancel_requested,
  order_cancelled,
  grade_raised,
  no_rider,
  delivery_late,
  line_removed,
  order_delayed,
  delay_noticed,
  payment_deferred
};

std::string_view to_string(audience word) noexcept;
std::string_view to_string(notify_channel word) noexcept;
std::string_view to_string(carrier word) noexcept;
std::string_view to_string(occasion word) noexcept;

extern template std::optional<audience> from_word(std::string_view);
extern template std::optional<notify_channel> from_word(std::string_view);
extern template std::optional<carrier> from_word(std::string_view);
extern template std::optional<occasion> from_word(std::string_view);

/// Somebody hears of something: one row of the notification history, and a message on each of its
/// channels that are sent.
struct notification {
  occasion what = occasion::order_placed;
  audience to = audience::customer;
  std::string recipient;                ///< id of the customer, store or rider; empty for `ops`
  std::vector<notify_channel> channels; ///< never empty
  money amount;                         ///< what the occasion is about; 0 where nothing is
  std::string reason;                   ///< why, in words for people; may be empty
  money left = {};                      ///< after a refund of a part: of what was paid, still held

  friend bool operator==(const notification&, const notification&) = default;
};

/// Whom an event of an order tells, by the policy that stands in its placement. `after` is the
/// order at any time from the append on that the event belongs to: nothing is read from it that
/// later events change. Pure.
std::vector<notification> notifications_of(const order& after, const order_event& event);

/// Whom a customer's new grade tells (001-X2), by the policy of the order that earned it.
std::vector<notification> notifications_of(const customer_id& who, const grade_raised& event);

/// Whether notifications to this audience stand in the brand's history, under its numbers. The
/// others concern those who run the business.
bool is_listed(audience to) noexcept;

/// How messages of a channel leave; nothing for channels that are only read.
std::optional<carrier> carrier_of(notify_channel channel, audience to) noexcept;

} // namespace baedal
