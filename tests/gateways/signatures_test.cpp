#include "gateways/make_notification_channels.hpp"
#include "gateways/signatures.hpp"

#include <catch2/catch.hpp>

using namespace baedal::gateways;
using namespace std::chrono_literals;

namespace {

std::string hex(const std::string& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += {digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

} // namespace

SCENARIO("HMAC-SHA256 is that of RFC 4231") {
  CHECK(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There"))
        == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?"))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

SCENARIO("base64 is that of RFC 4648") {
  const std::vector<std::pair<std::string, std::string>> vectors{
    {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    CHECK(base64(bytes) == text);
    CHECK(from_base64(text) == bytes);
  }
  CHECK(base64("").empty());
  for (const auto* text : {"", "Zg=", "Zg", "Z===", "====", "Zm9*"})
    CHECK_FALSE(from_base64(text));
}

SCENARIO("webhooks are signed as Standard Webhooks' own example is") {
  const auto key = webhook_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  REQUIRE(key);
  CHECK(webhook_signature(*key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1'614'265'330s,
                          R"({"test": 2432232314})")
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  CHECK(webhook_key(default_webhook_secret));
  for (const auto* secret : {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ="})
    CHECK_FALSE(webhook_key(secret));
}

/// The expected value comes from another implementation (Python's hmac) of what the API's page
/// says: "POST", a blank, the path, a line feed, the time, a line feed, the access key.
SCENARIO("requests to SENS are signed with version 2 of the gateway's signature") {
  CHECK(ncp_signature("WTPItrmMIfLUk/UyUIyoQbA/z5hq9o3G8eQMolUzTEa=",
                      "/alimtalk/v2/services/ncp:kkobizmsg:kr:1:test/messages", 1'521'787'414'578ms,
                      "D78BB444D6D3C84CA38A")
        == "SjOfzHFiyaRrVbfTKeTxd+Yf6BP59XxX9MXObpncEMY=");
}
