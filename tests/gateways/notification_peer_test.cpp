#include "gateways/make_notification_channels.hpp"
#include "tests/gateways/scripted_peer.hpp"

#include <catch2/catch.hpp>

#include <mutex>

using namespace baedal;
using namespace baedal::gateways;
using namespace std::chrono_literals;
using verdict = send_answer::verdict;

namespace {

outgoing_message message() {
  outgoing_message out;
  out.id = "o1-3-kakao-customer";
  out.brand = brand_id{"pizza"};
  out.order = order_id{"o1"};
  out.phone = "01012345678";
  out.text = "안녕하세요";
  return out;
}

notification_settings at(const std::string& url) {
  notification_settings how;
  how.alimtalk_url = how.sms_url = url;
  how.webhook_url = url + "/hooks";
  how.ncp_access_key = "ak";
  how.ncp_secret_key = "sk";
  how.webhook_secret = default_webhook_secret;
  how.answer_within = 300ms;
  return how;
}

std::shared_ptr<notification_channel> channel_at(const std::string& url, carrier by) {
  auto all = make_notification_channels(at(url));
  REQUIRE(all);
  return all->at(by);
}

constexpr instant noon{1'700'000'000'000ms};

} // namespace

SCENARIO("each carrier asks in its own shape, signed and with our id") {
  std::mutex mutex;
  std::string heard;
  const scripted_peer peer{[&](int socket, const scripted_peer&) {
    auto request = read_request(socket);
    const bool sens = request.find("/v2/services/") != std::string::npos;
    {
      const std::lock_guard lock{mutex};
      heard = std::move(request);
    }
    send_text(socket, sens ? reply_of(202, R"({"requestId":"rq"})") : reply_of(204, ""));
  }};
  const auto holds = [&](std::string_view text) {
    const std::lock_guard lock{mutex};
    return heard.find(text) != std::string::npos;
  };
  WHEN("an AlimTalk goes out") {
    const auto said = channel_at(peer.url(), carrier::alimtalk)->send(message(), noon);
    CHECK(said.said == verdict::sent);
    CHECK(said.receipt == "rq");
    CHECK(holds("POST /alimtalk/v2/services/baedal/messages HTTP/1.1\r\n"));
    CHECK(holds("x-ncp-apigw-timestamp: 1700000000000\r\n"));
    CHECK(holds("x-ncp-iam-access-key: ak\r\n"));
    CHECK(holds("x-ncp-apigw-signature-v2: "));
    CHECK(holds("Idempotency-Key: o1-3-kakao-customer\r\n"));
    CHECK(holds(R"("templateCode":"pizza_order_placed")"));
  }
  WHEN("an SMS goes out") {
    CHECK(channel_at(peer.url(), carrier::sms)->send(message(), noon).said == verdict::sent);
    CHECK(holds("POST /sms/v2/services/baedal/messages HTTP/1.1\r\n"));
    CHECK(holds(R"("to":"01012345678")"));
  }
  WHEN("a webhook goes out") {
    CHECK(channel_at(peer.url(), carrier::webhook)->send(message(), noon).said == verdict::sent);
    CHECK(holds("POST /hooks HTTP/1.1\r\n"));
    CHECK(holds("webhook-id: o1-3-kakao-customer\r\n"));
    CHECK(holds("webhook-timestamp: 1700000000\r\n"));
    CHECK(holds("webhook-signature: v1,"));
    CHECK_FALSE(holds("01012345678"));
  }
}

SCENARIO("a receiver that is silent, slow, away or mad costs no more than the time for an answer") {
  const auto by = GENERATE(carrier::alimtalk, carrier::sms, carrier::webhook);
  const auto impatient = [&](const std::string& url) {
    const auto begun = std::chrono::steady_clock::now();
    const auto said = channel_at(url, by)->send(message(), noon);
    CHECK(std::chrono::steady_clock::now() - begun < 3s);
    return said;
  };
  WHEN("nobody listens") {
    CHECK(impatient(refusing_url()).detail == "not reached");
  }
  WHEN("it accepts and says nothing") {
    const scripted_peer peer{[](int, const scripted_peer& self) { self.pause(5s); }};
    const auto said = impatient(peer.url());
    CHECK(said.said == verdict::again);
    CHECK(said.detail == "no answer");
  }
  WHEN("it sends a byte now and then") {
    const scripted_peer peer{[](int socket, const scripted_peer& self) {
      read_request(socket);
      for (const char c : reply_of(202, "{}")) {
        if (self.stopping() || !send_text(socket, std::string_view{&c, 1}))
          return;
        self.pause(50ms);
      }
    }};
    CHECK(impatient(peer.url()).said == verdict::again);
  }
  WHEN("its answer never ends") {
    const scripted_peer peer{[](int socket, const scripted_peer& self) {
      read_request(socket);
      send_text(socket, "HTTP/1.1 202 X\r\n\r\n");
      while (!self.stopping() && send_text(socket, std::string(4'096, 'x'))) {
        // On and on.
      }
    }};
    CHECK(impatient(peer.url()).said == verdict::again);
  }
}

SCENARIO("a number that is none is never called") {
  auto without = message();
  without.phone = "none";
  const auto said = channel_at(refusing_url(), carrier::sms)->send(without, noon);
  CHECK(said.said == verdict::never);
  CHECK(said.detail.find("none") != std::string::npos);
}

SCENARIO("a carrier without an address is the log, which takes everything and needs no number") {
  auto all = make_notification_channels({});
  REQUIRE(all);
  REQUIRE(all->size() == carrier_count);
  for (const auto& [by, channel] : *all) {
    CHECK_FALSE(channel->needs_phone());
    CHECK(channel->send(message(), noon).said == verdict::sent);
  }
}

SCENARIO("settings that cannot be used are refused with the reason") {
  auto how = at("http://127.0.0.1:1");
  CHECK(make_notification_channels(how));
  how.webhook_secret = "secret";
  CHECK(make_notification_channels(how).error().detail.find("whsec_") != std::string::npos);
  CHECK(make_notification_channels(how).error().detail.find("secret'") == std::string::npos);
  for (const auto url : {&notification_settings::alimtalk_url, &notification_settings::sms_url,
                         &notification_settings::webhook_url}) {
    auto wrong = at("http://127.0.0.1:1");
    wrong.*url = "https://sens.apigw.ntruss.com:443";
    const auto made = make_notification_channels(wrong);
    REQUIRE_FALSE(made);
    CHECK(made.error().detail.find("https is not spoken") != std::string::npos);
  }
}
