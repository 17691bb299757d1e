#include "sandbox/signature_check.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <charconv>

namespace baedal::sandbox {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds tolerance = 5min;

std::string signed_text(const std::string& key, const std::string& text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  unsigned char letters[4 * EVP_MAX_MD_SIZE / 3 + 4];
  const auto length = EVP_EncodeBlock(letters, digest, static_cast<int>(size));
  return {reinterpret_cast<const char*>(letters), static_cast<std::size_t>(length)};
}

std::string header_of(const http::request& in, std::string_view name) {
  return std::string{in.header(name).value_or("")};
}

/// A number of units since 1970 that is near to now.
template <class Unit>
bool is_fresh(const std::string& text, instant now) {
  std::int64_t count = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc{} || stop != end || count < 0 || text.size() > 15)
    return false;
  const auto away = now - instant{Unit{count}};
  return away < tolerance && away > -tolerance;
}

/// Standard Webhooks sends several signatures, between blanks, while a key is changed.
bool is_among(const std::string& wanted, std::string_view all) {
  while (!all.empty()) {
    const auto blank = std::min(all.find(' '), all.size());
    if (all.substr(0, blank) == wanted)
      return true;
    all.remove_prefix(std::min(blank + 1, all.size()));
  }
  return false;
}

} // namespace

std::string fault_of_ncp_signature(const http::request& in, const notification_keys& keys,
                                   instant now) {
  const auto time = header_of(in, "x-ncp-apigw-timestamp");
  if (!is_fresh<std::chrono::milliseconds>(time, now))
    return "x-ncp-apigw-timestamp is missing or too far away";
  if (header_of(in, "x-ncp-iam-access-key") != keys.access_key)
    return "x-ncp-iam-access-key is another one";
  const auto wanted =
    signed_text(keys.secret_key, "POST " + in.path + "\n" + time + "\n" + keys.access_key);
  if (header_of(in, "x-ncp-apigw-signature-v2") != wanted)
    return "x-ncp-apigw-signature-v2 is wrong";
  return {};
}

std::string fault_of_webhook_signature(const http::request& in, const notification_keys& keys,
                                       instant now) {
  const auto id = header_of(in, "webhook-id");
  const auto time = header_of(in, "webhook-timestamp");
  if (id.empty())
    return "webhook-id is missing";
  if (!is_fresh<std::chrono::seconds>(time, now))
    return "webhook-timestamp is missing or too far away";
  const auto wanted = "v1," + signed_text(keys.webhook_key, id + "." + time + "." + in.body);
  if (!is_among(wanted, in.header("webhook-signature").value_or("")))
    return "webhook-signature is wrong";
  return {};
}

} // namespace baedal::sandbox
