#pragma once

#include "gateways/notification_channel.hpp"

namespace baedal::gateways {

/// Writes each message to the log as one line of JSON, without a number: what a carrier is that
/// nobody configured.
class log_channel final : public notification_channel {
public:
  explicit log_channel(carrier instead_of) : instead_of_(instead_of) {}
  send_answer send(const outgoing_message& message, instant now) noexcept override;
  [[nodiscard]] bool needs_phone() const noexcept override { return false; }

private:
  carrier instead_of_;
};

} // namespace baedal::gateways
