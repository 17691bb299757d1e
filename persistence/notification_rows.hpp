#pragma once

#include "domain/message_key.hpp"
#include "domain/result.hpp"

#include <optional>

namespace baedal::persistence {

/// A row of the notification history: somebody hears of an event. It follows from the journal, so
/// that a rebuild makes it again; its number stays the same.
struct notification_record {
  order_id order;
  std::uint64_t version = 0; ///< as in `message_key`
  audience to = audience::customer;
  brand_id brand;
  occasion what = occasion::order_placed;
  std::string recipient;
  customer_id customer;
  store_id store;
  std::vector<notify_channel> channels;
  money amount;
  std::string reason;
  money left; ///< after a refund of a part: of what was paid, still held
  instant at{};

  friend bool operator==(const notification_record&, const notification_record&) = default;
};

/// A message as the projector enters it, unless it is known already.
struct new_message {
  message_key key;
  carrier by = carrier::alimtalk;
  instant at{};
  message_status status = message_status::queued; ///< else it is not to be sent
};

/// Why a message is suppressed, in words for people.
inline constexpr std::string_view suppressed_by_load = "load";

/// What became of a message. Not in the journal: it stays when read models are rebuilt.
struct message_state {
  notify_channel channel = notify_channel::kakao;
  carrier by = carrier::alimtalk;
  message_status status = message_status::queued;
  std::uint32_t attempts = 0;
  std::optional<instant> due; ///< of the next attempt; set while it waits
  std::optional<instant> sent_at;
  std::string error;   ///< of the last attempt, in words for people
  std::string receipt; ///< the receiver's own number for it

  friend bool operator==(const message_state&, const message_state&) = default;
};

/// A notification with what became of its messages, by channel.
struct notification_row {
  notification_record what;
  std::uint64_t number = 0; ///< dense per brand, from 1; 0: it stands in no history
  std::vector<message_state> messages;

  friend bool operator==(const notification_row&, const notification_row&) = default;
};

/// The new state of one message.
struct message_change {
  message_key key;
  message_state state;
};

/// A record as the table keeps it: JSON, without the members of its key.
std::string encode_notification(const notification_record& from);
/// Adds what the text says to a record that has its key. Refused with `history_unreadable`.
result<unit> decode_notification(std::string_view text, notification_record& into);

} // namespace baedal::persistence
