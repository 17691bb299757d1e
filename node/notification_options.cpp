#include "node/notification_options.hpp"

#include "gateways/gateway_url.hpp"
#include "node/number_options.hpp"

namespace baedal::node {

namespace {

/// An empty one is the log.
result<std::string> parse_channel_url(const std::string& text) {
  if (text.empty())
    return text;
  if (auto url = gateways::parse_gateway_url(text); !url)
    return url.error();
  return text;
}

void add_keys(const option_set& add, std::string& access, std::string& secret,
              std::string& webhook) {
  access = gateways::default_ncp_access_key;
  secret = gateways::default_ncp_secret_key;
  webhook = gateways::default_webhook_secret;
  add.text({"ncp-access-key", "TEXT", "the access key for AlimTalk and SMS", "a test key"}, access);
  add.text({"ncp-secret-key", "TEXT", "the secret key for AlimTalk and SMS", "a test key"}, secret);
  add.text({"webhook-secret", "TEXT", "whsec_ and base64: the key of webhooks", "a test key"},
           webhook);
}

void add_addresses(const option_set& add, gateways::notification_settings& to) {
  const auto help = [](const char* what) {
    return std::string{"where "} + what + " goes: http://HOST:PORT[/PREFIX]";
  };
  add.parsed({"alimtalk-url", "URL", help("AlimTalk"), "the log"},
             into(to.alimtalk_url, parse_channel_url));
  add.text({"alimtalk-service", "ID", "the service of the messages", to.alimtalk_service},
           to.alimtalk_service);
  add.text({"alimtalk-sender", "NAME", "the KakaoTalk channel", to.alimtalk_sender},
           to.alimtalk_sender);
  add.parsed({"sms-url", "URL", help("SMS"), "the log"}, into(to.sms_url, parse_channel_url));
  add.text({"sms-service", "ID", "the service of the SMS", to.sms_service}, to.sms_service);
  add.text({"sms-from", "NUMBER", "the number of the sender", to.sms_from}, to.sms_from);
  add.parsed({"webhook-url", "URL", help("what stores and operations hear"), "the log"},
             into(to.webhook_url, parse_channel_url));
}

} // namespace

void add_notification_options(const option_set& add, serve_settings& to) {
  auto& [where, limits] = to.notifications;
  add_addresses(add, where);
  add_keys(add, where.ncp_access_key, where.ncp_secret_key, where.webhook_secret);
  add.parsed({"notification-answer-ms", "MILLISECONDS", "for an answer to a message", "5000"},
             number(where.answer_within, {10, 60'000}));
  add.parsed({"notification-attempts", "NUMBER", "then a message is a dead letter", "15"},
             number(limits.delivery.attempts, {1, 1'000}));
  add.parsed({"notification-retry-ms", "MILLISECONDS",
              "the pause after the first attempt; it doubles up to an hour", "2000"},
             number(limits.delivery.first_pause, {1, 3'600'000}));
  add.parsed({"notification-rate", "NUMBER", "messages per second, at most", "500"},
             number(limits.per_second, {1, 100'000}));
  add.parsed({"sms-shed-queue", "NUMBER", "with more messages waiting SMS are given up", "2000"},
             number(limits.shedding.waiting, {0, 1'000'000'000}));
  add.parsed({"sms-shed-rate", "NUMBER", "or with more notifications per second", "1000"},
             number(limits.shedding.per_second, {0, 1'000'000'000}));
}

void add_receiver_options(const option_set& add, sandbox_settings& to) {
  add_keys(add, to.ncp_access_key, to.ncp_secret_key, to.webhook_secret);
}

} // namespace baedal::node
