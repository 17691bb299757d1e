#include "http/idempotency_key.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <openssl/sha.h>
#include <sys/random.h>
#include <system_error>

namespace baedal::http {

namespace {

using digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

digest sha256(std::string_view text) {
  digest out{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data());
  return out;
}

std::string short_hex(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto hash = sha256(text);
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    out += digits[hash[i] >> 4];
    out += digits[hash[i] & 15];
  }
  return out;
}

/// Crockford's base32, lower case.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/// The first 5 × `digits` bits.
void append_digits(std::string& out, const digest& bits, std::size_t digits) {
  for (std::size_t digit = 0; digit < digits; ++digit) {
    const auto first = digit * 5;
    const auto pair = static_cast<unsigned>(bits[first / 8] << 8 | bits[first / 8 + 1]);
    out += alphabet[(pair >> (11 - first % 8)) & 31];
  }
}

/// The length in front keeps ("ab", "c") apart from ("a", "bc").
void append_part(std::string& out, std::string_view part) {
  out += std::to_string(part.size());
  out += ':';
  out += part;
}

} // namespace

checked<std::optional<std::string>> read_idempotency_key(const request& in) {
  const auto sent = in.header("idempotency-key");
  if (!sent)
    return std::optional<std::string>{};
  const auto visible = [](char c) { return c > 0x20 && c < 0x7F; };
  if (in.header_count("idempotency-key") != 1 || sent->empty() || sent->size() > 255
      || !std::all_of(sent->begin(), sent->end(), visible))
    return input_fault{400, "bad_header", "must be 1 to 255 visible ASCII characters, once",
                       "Idempotency-Key"};
  return std::optional<std::string>{*sent};
}

idempotency fingerprint_of(std::string_view key, std::string_view body) {
  std::string salted{key};
  salted += '\n';
  salted += body;
  return {short_hex(key), short_hex(salted)};
}

order_id order_id_of(const brand_id& brand, const customer_id& customer, std::string_view key) {
  std::string whole;
  append_part(whole, brand.value);
  append_part(whole, customer.value);
  append_part(whole, key);
  std::string id = "o_";
  append_digits(id, sha256(whole), 26);
  return order_id{std::move(id)};
}

order_id fresh_order_id(instant now) {
  digest bits{};
  if (::getrandom(bits.data(), bits.size(), 0) != static_cast<ssize_t>(bits.size()))
    throw std::system_error(errno, std::generic_category(), "getrandom");
  std::string id = "o_";
  const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (int shift = 45; shift >= 0; shift -= 5)
    id += alphabet[(ms >> shift) & 31];
  append_digits(id, bits, 16);
  return order_id{std::move(id)};
}

} // namespace baedal::http
