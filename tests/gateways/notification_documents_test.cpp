#include "gateways/notification_documents.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::gateways;
using namespace std::chrono_literals;
using json = nlohmann::json;
using verdict = send_answer::verdict;
using failure = http_heard::failure;

namespace {

outgoing_message message() {
  outgoing_message out;
  out.id = "o1-3-kakao-customer";
  out.brand = brand_id{"pizza"};
  out.order = order_id{"o1"};
  out.what = occasion::delivery_started;
  out.recipient = "c1";
  out.phone = "010-1234-5678";
  out.text = "배달이 시작되었습니다.";
  out.amount = money{18'000};
  out.at = instant{1'700'000'000'250ms};
  return out;
}

http_heard reply(int status, std::string body = {}, std::string retry_after = {}) {
  return {failure::none, status, std::move(body), std::move(retry_after)};
}

} // namespace

SCENARIO("a number is dialled as it is in Korea, however people write it", "[K18]") {
  for (const auto* phone : {"01012345678", "010-1234-5678", "+82 10-1234-5678", "+821012345678",
                            "010 1234 5678", "010.1234.5678", "(010)12345678"})
    CHECK(dialled(phone) == "01012345678");
  CHECK(dialled("02-123-4567") == "021234567");
  for (const auto* phone : {"", "1012345678", "+1 555 123 4567", "010-1234-567x", "0101",
                            "0101234567890", "12-34", "010+12345678"})
    CHECK_FALSE(dialled(phone));
}

SCENARIO("an AlimTalk has the shape of SENS, and an SMS in its stead where there is a sender") {
  const auto with = json::parse(alimtalk_body(message(), "01012345678", {"@shop", "0212345678"}));
  CHECK(with.at("plusFriendId") == "@shop");
  CHECK(with.at("templateCode") == "pizza_delivery_started");
  const auto& one = with.at("messages").at(0);
  CHECK(one.at("to") == "01012345678");
  CHECK(one.at("content") == "배달이 시작되었습니다.");
  CHECK(one.at("useSmsFailover") == true);
  CHECK(one.at("failoverConfig").at("from") == "0212345678");
  CHECK(one.at("failoverConfig").at("type") == "SMS");
  const auto without = json::parse(alimtalk_body(message(), "01012345678", {"@shop", ""}));
  CHECK(without.at("messages").at(0).at("useSmsFailover") == false);
  CHECK_FALSE(without.at("messages").at(0).contains("failoverConfig"));
  auto alone = message(); // An SMS is sent beside it.
  alone.sms_stands_in = false;
  const auto shed = json::parse(alimtalk_body(alone, "01012345678", {"@shop", "0212345678"}));
  CHECK(shed.at("messages").at(0).at("useSmsFailover") == false);
  CHECK_FALSE(shed.at("messages").at(0).contains("failoverConfig"));
}

SCENARIO("an SMS becomes a long one beyond eighty bytes of EUC-KR") {
  auto of = message();
  of.text = std::string(80, 'a');
  CHECK(json::parse(sms_body(of, "01012345678", "02")).at("type") == "SMS");
  of.text += 'a';
  CHECK(json::parse(sms_body(of, "01012345678", "02")).at("type") == "LMS");
  of.text.clear();
  for (int i = 0; i < 40; ++i)
    of.text += "가";
  CHECK(json::parse(sms_body(of, "01012345678", "02")).at("type") == "SMS");
  of.text += "가";
  const auto body = json::parse(sms_body(of, "01012345678", "0212345678"));
  CHECK(body.at("type") == "LMS");
  CHECK(body.at("contentType") == "COMM");
  CHECK(body.at("from") == "0212345678");
  CHECK(body.at("messages").at(0).at("to") == "01012345678");
}

SCENARIO("a webhook says what happened and holds nothing personal") {
  const auto text = webhook_body(message());
  CHECK(text.find("5678") == std::string::npos);
  const auto body = json::parse(text);
  CHECK(body.at("type") == "order.delivery_started");
  CHECK(body.at("timestamp") == "2023-11-14T22:13:20.250Z");
  CHECK(body.at("data").at("id") == "o1-3-kakao-customer");
  CHECK(body.at("data").at("audience") == "customer");
  CHECK(body.at("data").at("amount") == 18'000);
}

SCENARIO("what SENS answers is final where the message is wrong, and tried again otherwise") {
  const auto taken =
    read_sens(reply(202, R"({"requestId":"rq","messages":[{"requestStatusCode":"A000"}]})"));
  CHECK(taken.said == verdict::sent);
  CHECK(taken.receipt == "rq");
  CHECK(read_sens(reply(202, R"({"requestId":"rq"})")).said == verdict::sent);
  const auto refused =
    read_sens(reply(202, R"({"requestId":"rq","messages":[{"requestStatusCode":"E106"}]})"));
  CHECK(refused.said == verdict::never);
  CHECK(refused.detail == "request status E106");
  for (const auto* body : {"", "[]", "{}", R"({"requestId":7})", "<html>"})
    CHECK(read_sens(reply(202, body)).said == verdict::again);
  for (const auto status : {400, 413, 415, 422})
    CHECK(read_sens(reply(status)).said == verdict::never);
  for (const auto status : {200, 301, 401, 403, 404, 429, 500, 502, 503})
    CHECK(read_sens(reply(status)).said == verdict::again);
  for (const auto why : {failure::no_time_left, failure::not_reached, failure::no_answer})
    CHECK(read_sens({why, 0, {}, {}}).said == verdict::again);
}

SCENARIO("what a webhook answers: any 2xx took it, 410 wants nothing more, all else comes again") {
  for (const auto status : {200, 201, 202, 204, 299})
    CHECK(read_webhook(reply(status)).said == verdict::sent);
  CHECK(read_webhook(reply(410)).said == verdict::gone);
  for (const auto status : {300, 302, 400, 401, 404, 409, 429, 500, 503})
    CHECK(read_webhook(reply(status)).said == verdict::again);
  CHECK(read_webhook({failure::no_answer, 0, {}, {}}).said == verdict::again);
  CHECK(read_webhook(reply(429, "", "7")).retry_after == 7s);
  CHECK(read_webhook(reply(503, "", "120")).retry_after == 120s);
  for (const auto* header : {"", "soon", "-1", "1.5", "99999999", "Wed, 21 Oct 2015 07:28:00 GMT"})
    CHECK_FALSE(read_webhook(reply(429, "", header)).retry_after);
}
