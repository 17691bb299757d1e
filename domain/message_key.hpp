#pragma once

#include "domain/notification.hpp"

#include <compare>

namespace baedal {

/// What became of a message.
enum class message_status : std::uint8_t {
  queued,     ///< not tried yet
  retrying,   ///< tried and to be tried again
  sent,       ///< somebody took it
  suppressed, ///< not sent because of the load (001-X1)
  dead,       ///< given up: kept, listed, sent again on request
  skipped     ///< its time had passed before this database knew of it
};

std::string_view to_string(message_status word) noexcept;

extern template std::optional<message_status> from_word(std::string_view);

/// Whether a sender will try it (again) by itself.
constexpr bool is_waiting(message_status status) noexcept {
  return status == message_status::queued || status == message_status::retrying;
}

/// Names one message for ever: who is told of which event of an order on which channel. Receivers
/// recognise repeats by its text.
struct message_key {
  order_id order;
  std::uint64_t version = 0; ///< of the event in the order's journal; 0: the grade that it earned
  audience to = audience::customer;
  notify_channel channel = notify_channel::kakao;

  /// "<order>-<version>-<channel>-<audience>"
  [[nodiscard]] std::string text() const;

  friend auto operator<=>(const message_key&, const message_key&) = default;
};

/// The inverse of `message_key::text`; nothing where the text names no message.
std::optional<message_key> parse_message_key(std::string_view text);

} // namespace baedal
