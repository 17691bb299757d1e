#include "gateways/http_webhook.hpp"

#include "gateways/notification_documents.hpp"
#include "gateways/signatures.hpp"

#include <exception>

namespace baedal::gateways {

http_webhook::http_webhook(gateway_url place, std::string key,
                           std::chrono::milliseconds answer_within)
  : key_(std::move(key)), answer_within_(answer_within), lines_(std::move(place)) {
  // nop
}

send_answer http_webhook::send(const outgoing_message& message, instant now) noexcept try {
  const auto time = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
  const auto path = lines_.place().prefix.empty() ? "/" : "";
  http_question asked{
    "POST", path, webhook_body(message), {}, deadline_watch::clock::now() + answer_within_};
  asked.headers = {{"webhook-id", message.id},
                   {"webhook-timestamp", std::to_string(time.count())},
                   {"webhook-signature", webhook_signature(key_, message.id, time, asked.body)}};
  return read_webhook(lines_.ask(asked));
} catch (const std::exception&) {
  return {send_answer::verdict::again, "the client failed", {}};
}

} // namespace baedal::gateways
