#include "http/notification_routes.hpp"

#include "actors/notification_text.hpp"
#include "domain/iso_time.hpp"
#include "http/lists.hpp"
#include "http/order_handlers.hpp"

#include <algorithm>

namespace baedal::http {

namespace {

using actors::message_row;
using actors::notification_row;

std::optional<std::string> time_of(const std::optional<instant>& at) {
  return at ? std::optional{iso_8601(*at)} : std::nullopt;
}

void write_state(json_writer& out, const message_row& message) {
  out.member("channel", to_string(message.channel))
    .member("status", to_string(message.status))
    .member("attempts", message.attempts)
    .optional_member("sent_at", time_of(message.sent_at))
    .optional_member("next_attempt_at", time_of(message.due));
  if (!message.error.empty())
    out.member("error", message.error);
}

/// A message, or the row on a channel that is only read.
void write_one(json_writer& out, const notification_row& row, notify_channel channel,
               const message_row* message, const std::string& text) {
  const message_key key{row.order, row.version, row.to, channel};
  out.begin_object()
    .member("id", key.text())
    .member("order_id", row.order.value)
    .member("brand", row.brand.value)
    .member("event", to_string(row.what))
    .member("audience", to_string(row.to));
  if (!row.recipient.empty())
    out.member("recipient", row.recipient);
  if (message != nullptr)
    write_state(out, *message);
  else
    out.member("channel", to_string(channel)).member("status", "recorded").member("attempts", 0);
  out.member("at", iso_8601(row.at)).member("text", text).end_object();
}

/// All channels of a notification, or, for a list of messages, those that it brought.
auto row_writer(const api_parts& parts, bool messages_only) {
  return [office = parts.office, messages_only](json_writer& out, const notification_row& row) {
    const auto text = actors::text_of(row, office->shelf());
    for (const auto channel : row.channels) {
      const auto message =
        std::find_if(row.messages.begin(), row.messages.end(),
                     [&](const message_row& each) { return each.channel == channel; });
      if (message != row.messages.end())
        write_one(out, row, channel, &*message, text);
      else if (!messages_only)
        write_one(out, row, channel, nullptr, text);
    }
  };
}

void show_notifications(const api_parts& parts, const exchange_ptr& to, const std::string& id) {
  const auto list = "notifications/" + id;
  if (!wanted_page(to, list))
    return;
  if_order_exists(parts, to, id, [=] {
    send_query<actors::list_order_notifications, notification_row>(
      parts, to, {order_id{id}, {}}, {"notifications", list}, row_writer(parts, false));
  });
}

/// Dead letters where nothing else is asked for.
checked<message_status> read_status(const request& in) {
  const auto sent = in.query("status");
  if (!sent)
    return message_status::dead;
  if (const auto status = from_word<message_status>(*sent))
    return *status;
  return input_fault{422, "value_invalid",
                     "is none of queued, retrying, sent, suppressed, dead, skipped", "status"};
}

void list_messages(const api_parts& parts, const exchange_ptr& to) {
  const auto status = read_status(to->in());
  if (!status) {
    to->refuse(status.fault());
    return;
  }
  const auto list = "messages/" + std::string{to_string(*status)};
  const auto wanted = wanted_page(to, list);
  if (!wanted)
    return;
  send_query<actors::list_messages, notification_row>(
    parts, to, {*status, wanted->after.value_or(""), static_cast<std::size_t>(wanted->limit), {}},
    {"notifications", list}, row_writer(parts, true));
}

void redeliver(const api_parts& parts, const exchange_ptr& to) {
  auto key = parse_message_key(to->in().parameter("id"));
  if (!key) {
    to->refuse(errc::notification_unknown);
    return;
  }
  auto back = reply_to<message_row>(to, [](const message_row& message) {
    json_writer out;
    out.begin_object().member("id", message.id);
    write_state(out, message);
    return json(200, out.end_object().take());
  });
  parts.office->redeliver({*std::move(key), std::move(back)});
}

} // namespace

handler notifications_handler(const api_parts& parts) {
  return with_id("id", errc::order_unknown, [parts](const exchange_ptr& to, const std::string& id) {
    show_notifications(parts, to, id);
  });
}

std::vector<route> notification_routes(const api_parts& parts) {
  return {
    {verb::get, "/api/v1/ops/notifications",
     [parts](const exchange_ptr& to) { list_messages(parts, to); }},
    {verb::post, "/api/v1/ops/notifications/{id}/redeliver",
     [parts](const exchange_ptr& to) { redeliver(parts, to); }},
  };
}

} // namespace baedal::http
