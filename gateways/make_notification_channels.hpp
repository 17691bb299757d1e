#pragma once

#include "gateways/notification_channel.hpp"

#include <map>

namespace baedal::gateways {

/// Where messages go. A carrier without a URL is the log.
struct notification_settings {
  std::string alimtalk_url;
  std::string alimtalk_service = "baedal";
  std::string alimtalk_sender = "@baedal"; ///< the KakaoTalk channel
  std::string sms_url;
  std::string sms_service = "baedal";
  std::string sms_from = "0212345678"; ///< also of the SMS in a KakaoTalk message's stead
  std::string ncp_access_key;
  std::string ncp_secret_key;
  std::string webhook_url;
  std::string webhook_secret; ///< "whsec_…"
  std::chrono::milliseconds answer_within{5'000};
};

/// The keys of a node and of its sandbox when nothing else is configured.
inline constexpr std::string_view default_ncp_access_key = "test_ak_baedal";
inline constexpr std::string_view default_ncp_secret_key = "test_sk_baedal";
inline constexpr std::string_view default_webhook_secret =
  "whsec_dGVzdF9iYWVkYWxfd2ViaG9va19zZWNyZXQ=";

using notification_channels = std::map<carrier, std::shared_ptr<notification_channel>>;

/// A channel for every carrier. Refuses settings that cannot be used; does not connect yet.
result<notification_channels> make_notification_channels(const notification_settings& how);

} // namespace baedal::gateways
