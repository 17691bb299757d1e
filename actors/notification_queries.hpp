#pragma once

#include "actors/reply.hpp"
#include "domain/message_key.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <optional>
#include <string>
#include <vector>

namespace baedal::actors {

template <class Row>
struct page;

/// What became of one message of a notification.
struct message_row {
  std::string id; ///< `message_key::text`
  notify_channel channel = notify_channel::kakao;
  message_status status = message_status::queued;
  std::uint32_t attempts = 0;
  std::optional<instant> due; ///< of the next attempt
  std::optional<instant> sent_at;
  std::string error; ///< of the last attempt
};

/// Somebody heard of an event.
struct notification_row {
  std::uint64_t number = 0; ///< dense per brand, from 1; 0: it stands in no history
  brand_id brand;
  order_id order;
  std::uint64_t version = 0; ///< as in `message_key`
  customer_id customer;
  store_id store; ///< empty where no store is concerned: a customer's grade
  occasion what = occasion::order_placed;
  audience to = audience::customer;
  std::string recipient;
  std::vector<notify_channel> channels; ///< those that are only read included
  money amount;
  std::string reason;
  money left; ///< after a refund of a part: of what was paid, still held
  instant at{};
  std::vector<message_row> messages; ///< by channel
};

/// Everybody who heard of an order, oldest first.
struct list_order_notifications {
  order_id order;
  reply<page<notification_row>> back;
};

/// A page of a history by number.
struct numbered_notifications {
  std::vector<notification_row> rows;
  std::uint64_t total = 0;
  instant as_of{};
};

/// The notification history of a brand, or of all by number (000-F8). Pages count from 0. Numbers
/// are dense: the one row of page n - 1 of size 1 is number n. Falling, the newest come first.
struct list_notifications {
  std::optional<brand_id> brand;
  std::size_t page = 0;
  std::size_t size = 20;
  bool rising = true;
  reply<numbered_notifications> back;
};

/// Messages of one status, by id. `after` is the id of the last one of the page before.
struct list_messages {
  message_status status = message_status::dead;
  std::string after;
  std::size_t limit = 50;
  reply<page<notification_row>> back;
};

/// Send a message again that was given up, suppressed or skipped; one that waits is tried at once.
/// Refused with `notification_unknown` or `notification_sent`.
struct redeliver_message {
  message_key key;
  reply<message_row> back;
};

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::redeliver_message)
