#include "persistence/codec.hpp"

#include <openssl/evp.h>

namespace baedal::persistence {

template <class Via, class X>
void members(of<personal_data>, Via& via, X& x) {
  via.need("salt", x.salt).may("m", x.members);
}

namespace {

std::string sha256_hex(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::array<unsigned char, 32> digest{};
  if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
    std::terminate(); // Only out of memory: going on would write a hash that proves nothing.
  std::string out;
  out.reserve(2 * digest.size());
  for (const auto byte : digest) {
    out += hex[byte >> 4U];
    out += hex[byte & 0xfU];
  }
  return out;
}

/// A text that cannot run into the next one.
void append_framed(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

} // namespace

std::string encode_personal(const personal_data& data) {
  return to_json(data);
}

result<personal_data> decode_personal(std::string_view text) {
  try {
    if (auto data = from_json<personal_data>(text))
      return std::move(*data);
  } catch (const std::exception&) { // Whatever the JSON library finds to object to.
  }
  return refusal{errc::history_unreadable, "cannot decode a row of personal data"};
}

std::string personal_hash(const personal_data& data) {
  std::string text;
  append_framed(text, data.salt);
  for (const auto& [name, value] : data.members) {
    append_framed(text, name);
    append_framed(text, value);
  }
  return sha256_hex(text);
}

} // namespace baedal::persistence
