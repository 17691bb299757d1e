#pragma once

#include "domain/time.hpp"
#include "http/message.hpp"

namespace baedal::sandbox {

/// The keys of those who send notifications here.
struct notification_keys {
  std::string access_key;
  std::string secret_key;
  std::string webhook_key; ///< the bytes behind "whsec_"
};

/// What is wrong with the signature of a request to Naver Cloud's API gateway (version 2); empty
/// where nothing is. Checked by code of its own, not by the sender's. A timestamp that is off by
/// more than five minutes is wrong, too.
std::string fault_of_ncp_signature(const http::request& in, const notification_keys& keys,
                                   instant now);

/// The same for Standard Webhooks.
std::string fault_of_webhook_signature(const http::request& in, const notification_keys& keys,
                                       instant now);

} // namespace baedal::sandbox
