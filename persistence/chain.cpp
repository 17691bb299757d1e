#include "persistence/journal_session.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace baedal::persistence {

namespace {

/// One digest context per thread: fetching the algorithm costs more than hashing an event.
class sha256 {
public:
  sha256() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
    if (!algorithm_ || !context_)
      throw std::runtime_error("OpenSSL offers no SHA-256");
  }
  sha256(const sha256&) = delete;
  sha256& operator=(const sha256&) = delete;
  ~sha256() {
    EVP_MD_CTX_free(context_);
    EVP_MD_free(algorithm_);
  }

  void begin() { EVP_DigestInit_ex(context_, algorithm_, nullptr); }
  void line(std::string_view text) {
    EVP_DigestUpdate(context_, text.data(), text.size());
    EVP_DigestUpdate(context_, "\n", 1);
  }
  std::string hex() {
    static constexpr char digits[] = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned length = 0;
    EVP_DigestFinal_ex(context_, bytes.data(), &length);
    std::string text;
    text.reserve(std::size_t{2} * length);
    for (unsigned i = 0; i < length; ++i) {
      text.push_back(digits[bytes[i] >> 4]);
      text.push_back(digits[bytes[i] & 0xf]);
    }
    return text;
  }

private:
  EVP_MD* algorithm_;
  EVP_MD_CTX* context_;
};

} // namespace

std::string chain_hash(const std::string& previous, const event_row& row) {
  static thread_local sha256 digest;
  digest.begin();
  digest.line(previous);
  digest.line(std::to_string(row.version));
  digest.line(row.event_id);
  digest.line(row.type);
  digest.line(std::to_string(row.at.time_since_epoch().count()));
  digest.line(row.payload);
  return digest.hex();
}

} // namespace baedal::persistence
