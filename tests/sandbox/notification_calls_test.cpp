#include "gateways/make_notification_channels.hpp"
#include "gateways/signatures.hpp"
#include "sandbox/receiver_behaviour.hpp"
#include "sandbox/sandbox_server.hpp"
#include "tests/sandbox/temp_folder.hpp"

#include <catch2/catch.hpp>
#include <httplib.h>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::sandbox;
using namespace std::chrono_literals;
using gateways::outgoing_message;
using json = nlohmann::json;
using verdict = gateways::send_answer::verdict;

namespace {

instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// A sandbox on loopback and the channels with which a node would reach it.
class receiver_world {
public:
  receiver_world() {
    const auto key = gateways::webhook_key(gateways::default_webhook_secret);
    REQUIRE(key);
    auto started = sandbox_server::start({"127.0.0.1",
                                          0,
                                          folder_.path() / "books",
                                          {std::string{gateways::default_ncp_access_key},
                                           std::string{gateways::default_ncp_secret_key}, *key}});
    REQUIRE(started);
    server_ = std::move(*started);
  }

  [[nodiscard]] gateways::notification_settings settings() const {
    gateways::notification_settings how;
    how.alimtalk_url = how.sms_url = url();
    how.webhook_url = url() + "/webhook";
    how.ncp_access_key = gateways::default_ncp_access_key;
    how.ncp_secret_key = gateways::default_ncp_secret_key;
    how.webhook_secret = gateways::default_webhook_secret;
    return how;
  }
  gateways::send_answer send(carrier by, const outgoing_message& message,
                             std::optional<gateways::notification_settings> how = {},
                             instant when = now()) {
    auto all = gateways::make_notification_channels(how.value_or(settings()));
    REQUIRE(all);
    return all->at(by)->send(message, when);
  }
  void behave(const std::string& how) {
    const auto reply = client().Put("/sandbox/notifications/behaviour", how, "application/json");
    REQUIRE(reply);
    REQUIRE(reply->status == 200);
  }
  json books() {
    const auto reply = client().Get("/sandbox/notifications");
    REQUIRE(reply);
    return json::parse(reply->body);
  }
  httplib::Client client() const { return httplib::Client{url()}; }

private:
  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(server_->port());
  }

  temp_folder folder_;
  std::unique_ptr<sandbox_server> server_;
};

outgoing_message message(const std::string& id = "o1-3-kakao-customer") {
  outgoing_message out;
  out.id = id;
  out.brand = brand_id{"pizza"};
  out.order = order_id{"o1"};
  out.what = occasion::delivery_started;
  out.phone = "010-1234-5678";
  out.text = "배달이 시작되었습니다.";
  return out;
}

} // namespace

SCENARIO("the receiver takes all three shapes, and a repeat of an id is no second message",
         "[I9]") {
  receiver_world world;
  for (const auto by : {carrier::alimtalk, carrier::sms, carrier::webhook}) {
    const std::string word{to_string(by)};
    const auto first = world.send(by, message(word));
    CHECK(first.said == verdict::sent);
    CHECK(world.send(by, message(word)).receipt == first.receipt);
  }
  const auto books = world.books();
  CHECK(books.at("refused") == 0);
  REQUIRE(books.at("notifications").size() == 3);
  for (const auto& row : books.at("notifications")) {
    CHECK(row.at("id") == row.at("carrier"));
    CHECK(row.at("received") == 2);
    CHECK(row.at("conflicting") == 0);
    CHECK(row.at("text") == "배달이 시작되었습니다.");
  }
  CHECK(books.at("notifications")[0].at("to") == "01012345678");
  CHECK(books.at("notifications")[0].at("event") == "pizza_delivery_started");
  CHECK(books.at("notifications")[2].at("event") == "order.delivery_started");
  auto other = message("sms");
  other.text = "다른 내용";
  world.send(carrier::sms, other);
  CHECK(world.books().at("notifications")[1].at("conflicting") == 1);
}

SCENARIO("a wrong key, a wrong time and a changed body are refused") {
  receiver_world world;
  auto wrong = world.settings();
  wrong.ncp_secret_key = "another";
  wrong.webhook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  for (const auto by : {carrier::alimtalk, carrier::sms, carrier::webhook}) {
    CHECK(world.send(by, message(), wrong).detail == "status 401");
    CHECK(world.send(by, message(), {}, now() - 6min).detail == "status 401");
    CHECK(world.send(by, message(), {}, now() + 6min).detail == "status 401");
  }
  auto stranger = world.settings();
  stranger.ncp_access_key = "somebody";
  CHECK(world.send(carrier::sms, message(), stranger).detail == "status 401");
  CHECK(world.books().at("refused") == 10);
  CHECK(world.books().at("notifications").empty());
  auto plain = world.client();
  for (const auto* path :
       {"/webhook", "/sms/v2/services/x/messages", "/alimtalk/v2/services/x/messages"}) {
    const auto reply = plain.Post(path, "{}", "application/json");
    REQUIRE(reply);
    CHECK(reply->status == 401);
  }
}

SCENARIO("the receiver misbehaves as it is told to") {
  receiver_world world;
  WHEN("it is down") {
    world.behave(R"({"down":true})");
    CHECK(world.send(carrier::sms, message()).detail == "status 503");
  }
  WHEN("it fails") {
    world.behave(R"({"error_rate":1})");
    CHECK(world.send(carrier::alimtalk, message()).detail == "status 500");
  }
  WHEN("it is busy") {
    world.behave(R"({"busy_rate":1})");
    const auto said = world.send(carrier::webhook, message());
    CHECK(said.detail == "status 429");
    CHECK(said.retry_after == 1s);
  }
  WHEN("it wants no webhooks any more") {
    world.behave(R"({"gone_410":true})");
    CHECK(world.send(carrier::webhook, message()).said == verdict::gone);
    CHECK(world.send(carrier::sms, message()).said == verdict::sent);
  }
  WHEN("it takes a message and says nothing") {
    world.behave(R"({"timeout_after_success_rate":1})");
    auto impatient = world.settings();
    impatient.answer_within = 200ms;
    CHECK(world.send(carrier::sms, message(), impatient).detail == "no answer");
    CHECK(world.books().at("notifications").size() == 1);
  }
  WHEN("it is slow") {
    world.behave(R"({"latency_ms":150})");
    const auto begun = std::chrono::steady_clock::now();
    CHECK(world.send(carrier::sms, message()).said == verdict::sent);
    CHECK(std::chrono::steady_clock::now() - begun >= 150ms);
  }
}

SCENARIO("a behaviour is read strictly, and shown as it is") {
  const auto how = read_receiver_behaviour(
    R"({"latency_ms":5,"error_rate":0.5,"busy_rate":0.25,"down":false,"gone_410":true,"seed":9})");
  REQUIRE(how);
  CHECK(how->latency == 5ms);
  CHECK(how->busy_rate == 0.25);
  CHECK(how->gone_410);
  CHECK(*read_receiver_behaviour(to_json(*how)) == *how);
  CHECK(*read_receiver_behaviour("{}") == receiver_behaviour{});
  for (const auto* body :
       {"[]", "{", R"({"latency_ms":-1})", R"({"latency_ms":600001})", R"({"error_rate":1.5})",
        R"({"down":1})", R"({"gone":true})", R"({"seed":-1})", R"({"busy_rate":"1"})"})
    CHECK_FALSE(read_receiver_behaviour(body));
  receiver_world world;
  auto to = world.client();
  const auto refused =
    to.Put("/sandbox/notifications/behaviour", R"({"dwon":true})", "application/json");
  REQUIRE(refused);
  CHECK(refused->status == 400);
  const auto shown = to.Get("/sandbox/notifications/behaviour");
  REQUIRE(shown);
  CHECK(json::parse(shown->body).at("down") == false);
}
