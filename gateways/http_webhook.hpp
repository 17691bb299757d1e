#pragma once

#include "gateways/http_line.hpp"
#include "gateways/notification_channel.hpp"

namespace baedal::gateways {

/// Messages to a system of the brand's own, after Standard Webhooks.
class http_webhook final : public notification_channel {
public:
  /// `key` is the secret's bytes (`webhook_key`).
  http_webhook(gateway_url place, std::string key, std::chrono::milliseconds answer_within);
  send_answer send(const outgoing_message& message, instant now) noexcept override;
  [[nodiscard]] bool needs_phone() const noexcept override { return false; }

private:
  std::string key_;
  std::chrono::milliseconds answer_within_;
  http_lines lines_;
};

} // namespace baedal::gateways
