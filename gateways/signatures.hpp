#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace baedal::gateways {

std::string base64(std::string_view bytes);
/// Nothing where the text is no base64 with its padding.
std::optional<std::string> from_base64(std::string_view text);

/// The 32 bytes of HMAC-SHA256.
std::string hmac_sha256(std::string_view key, std::string_view text);

/// `x-ncp-apigw-signature-v2` of Naver Cloud's API gateway, for a POST. `uri` is the path with its
/// query, the time in milliseconds.
/// https://api.ncloud-docs.com/docs/common-ncpapi
std::string ncp_signature(std::string_view secret, std::string_view uri,
                          std::chrono::milliseconds time, std::string_view access_key);

/// `webhook-signature` of Standard Webhooks: "v1," and a signature over id, time and body. The key
/// is the bytes behind "whsec_".
/// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
std::string webhook_signature(std::string_view key, std::string_view id, std::chrono::seconds time,
                              std::string_view body);

/// The bytes of a secret as it is handed out, "whsec_" followed by base64; nothing where it is not
/// one, or has not 24 to 64 bytes.
std::optional<std::string> webhook_key(std::string_view secret);

} // namespace baedal::gateways
