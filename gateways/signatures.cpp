#include "gateways/signatures.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <exception>

namespace baedal::gateways {

namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL ends it with a NUL.
  const auto size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes_of(bytes),
                                    static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0)
    return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes_of(text),
                      static_cast<int>(text.size()))
      < 0)
    return std::nullopt;
  const auto padding = text.size() - text.find_last_not_of('=') - 1;
  if (padding > 2)
    return std::nullopt;
  out.resize(out.size() - padding);
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::array<unsigned char, 32> digest{};
  unsigned int size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(),
           digest.data(), &size)
      == nullptr)
    std::terminate(); // Only out of memory: an unsigned request would be no use.
  return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string ncp_signature(std::string_view secret, std::string_view uri,
                          std::chrono::milliseconds time, std::string_view access_key) {
  std::string text = "POST ";
  text += uri;
  text += '\n';
  text += std::to_string(time.count());
  text += '\n';
  text += access_key;
  return base64(hmac_sha256(secret, text));
}

std::string webhook_signature(std::string_view key, std::string_view id, std::chrono::seconds time,
                              std::string_view body) {
  std::string text{id};
  text += '.';
  text += std::to_string(time.count());
  text += '.';
  text += body;
  return "v1," + base64(hmac_sha256(key, text));
}

std::optional<std::string> webhook_key(std::string_view secret) {
  constexpr std::string_view prefix = "whsec_";
  if (!secret.starts_with(prefix))
    return std::nullopt;
  auto key = from_base64(secret.substr(prefix.size()));
  if (!key || key->size() < 24 || key->size() > 64)
    return std::nullopt;
  return key;
}

} // namespace baedal::gateways
