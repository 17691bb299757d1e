#include "gateways/toss_replies.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::gateways;
using json = nlohmann::json;
using verdict = gateway_answer::verdict;

namespace {

const authorise_call asked{order_id{"o1"}, "tok", money{9'000}, "k"};
const look_up_call sought{order_id{"o1"}};

json paid() {
  return {{"paymentKey", "pay_1"}, {"orderId", "o1"},        {"status", "DONE"},
          {"totalAmount", 9'000},  {"balanceAmount", 9'000}, {"cancels", nullptr}};
}

json given_back(std::int64_t won) {
  auto out = paid();
  out["balanceAmount"] = 9'000 - won;
  out["status"] = won == 9'000 ? "CANCELED" : "PARTIAL_CANCELED";
  out["cancels"] = json::array({{{"cancelAmount", won}, {"cancelReason", "r"}}});
  return out;
}

toss_reply error_of(int status, const std::string& code) {
  return {status, json{{"code", code}, {"message", "m"}}.dump()};
}

json with(const char* member, const json& value) {
  auto out = paid();
  out[member] = value;
  return out;
}

json without(const char* member) {
  auto out = paid();
  out.erase(member);
  return out;
}

} // namespace

SCENARIO("a payment object that fits the question approves") {
  const auto answer = read_confirm({200, paid().dump()}, asked);
  CHECK(answer.said == verdict::approved);
  CHECK(answer.payment_key == "pay_1");
  CHECK(answer.amount == money{9'000});
  CHECK(answer.refunded_total == money{});
  CHECK(read_confirm({200, without("cancels").dump()}, asked).said == verdict::approved);
}

SCENARIO("a payment object that is not exactly what was asked for approves nothing", "[T2]") {
  const auto body = GENERATE(
    with("orderId", "o2"), with("orderId", 1), with("totalAmount", 9'001),
    with("totalAmount", "9000"), with("totalAmount", 9'000.0), with("totalAmount", -9'000),
    with("totalAmount", 0), with("balanceAmount", 8'999), with("balanceAmount", 9'001),
    with("paymentKey", ""), with("paymentKey", 5), with("status", "IN_PROGRESS"),
    with("status", nullptr), with("cancels", "none"), with("cancels", json::array({1})),
    with("cancels", json::array({{{"cancelAmount", 1.5}}})), without("paymentKey"),
    without("orderId"), without("status"), without("totalAmount"), without("balanceAmount"),
    given_back(9'000), given_back(1), json::array(), json("text"));
  const auto answer = read_confirm({200, body.dump()}, asked);
  INFO(body.dump());
  CHECK(answer.said == verdict::unknown);
  CHECK_FALSE(answer.code.empty());
}

SCENARIO("garbage is unknown whatever the call") {
  const auto body = GENERATE(as<std::string>{}, "", "{", "<html>no</html>", "null", "\xff\xfe",
                             std::string(50'000, '['));
  const auto status = GENERATE(200, 201, 302, 400, 404, 500, 503);
  CHECK(read_confirm({status, body}, asked).said == verdict::unknown);
  CHECK(read_look_up({status, body}, sought).said == verdict::unknown);
  CHECK(read_cancel({status, body}, {"pay_1", money{1}, "k", "r"}).said == verdict::unknown);
}

SCENARIO("a refusal is final only where it speaks about the payment") {
  const auto [status, code, confirm, cancel] = GENERATE(table<int, std::string, verdict, verdict>({
    {403, "REJECT_CARD_PAYMENT", verdict::declined, verdict::refund_refused},
    {400, "INVALID_CARD_NUMBER", verdict::declined, verdict::refund_refused},
    {404, "NOT_FOUND_PAYMENT", verdict::declined, verdict::refund_refused},
    {403, "NOT_CANCELABLE_AMOUNT", verdict::declined, verdict::refund_refused},
    {400, "ALREADY_PROCESSED_PAYMENT", verdict::unknown, verdict::unknown},
    {400, "ALREADY_CANCELED_PAYMENT", verdict::unknown, verdict::unknown},
    {400, "PROVIDER_ERROR", verdict::unknown, verdict::unknown},
    {409, "IDEMPOTENT_REQUEST_PROCESSING", verdict::unknown, verdict::unknown},
    {401, "UNAUTHORIZED_KEY", verdict::unavailable, verdict::unavailable},
    {403, "FORBIDDEN_REQUEST", verdict::unavailable, verdict::unavailable},
    {404, "not_found", verdict::unavailable, verdict::unavailable},
    {429, "TOO_MANY", verdict::unavailable, verdict::unavailable},
    {500, "FAILED_INTERNAL_SYSTEM_PROCESSING", verdict::unknown, verdict::unknown},
    {503, "FAILED_INTERNAL_SYSTEM_PROCESSING", verdict::unknown, verdict::unknown},
    {302, "MOVED", verdict::unknown, verdict::unknown},
  }));
  const auto reply = error_of(status, code);
  const auto confirmed = read_confirm(reply, asked);
  CHECK(confirmed.said == confirm);
  CHECK(confirmed.code == code);
  CHECK(read_cancel(reply, {"pay_1", std::nullopt, "k", "r"}).said == cancel);
}

SCENARIO("a look-up tells what was taken and what was given back") {
  const auto whole = read_look_up({200, given_back(9'000).dump()}, sought);
  CHECK(whole.said == verdict::approved);
  CHECK(whole.amount == money{9'000});
  CHECK(whole.refunded_total == money{9'000});
  CHECK(read_look_up({200, paid().dump()}, sought).refunded_total == money{});
  CHECK(read_look_up(error_of(404, "NOT_FOUND_PAYMENT"), sought).said == verdict::not_found);
  CHECK(read_look_up(error_of(404, "NOT_FOUND"), sought).said == verdict::unavailable);
  CHECK(read_look_up(error_of(400, "NOT_FOUND_PAYMENT"), sought).said == verdict::unknown);
  CHECK(read_look_up({200, with("orderId", "o2").dump()}, sought).said == verdict::unknown);
  CHECK(read_look_up({200, with("status", "ABORTED").dump()}, sought).said == verdict::declined);
}

SCENARIO("a refund is done only where the reply shows it") {
  const refund_call part{"pay_1", money{4'000}, "k", "r"}, all{"pay_1", std::nullopt, "k", "r"};
  const auto done = read_cancel({200, given_back(4'000).dump()}, part);
  CHECK(done.said == verdict::refunded);
  CHECK(done.amount == money{4'000});
  CHECK(done.refunded_total == money{4'000});
  CHECK(read_cancel({200, given_back(9'000).dump()}, all).amount == money{9'000});
  CHECK(read_cancel({200, given_back(4'000).dump()}, all).said == verdict::unknown);
  CHECK(read_cancel({200, given_back(3'999).dump()}, part).said == verdict::unknown);
  CHECK(read_cancel({200, paid().dump()}, part).said == verdict::unknown);
  CHECK(read_cancel({200, given_back(4'000).dump()}, {"pay_2", money{4'000}, "k", "r"}).said
        == verdict::unknown);
  WHEN("nothing was left to give back") {
    CHECK(read_cancelled({200, given_back(9'000).dump()}, all).said == verdict::refunded);
    CHECK(read_cancelled({200, given_back(9'000).dump()}, part).said == verdict::refund_refused);
    CHECK(read_cancelled({200, given_back(4'000).dump()}, all).said == verdict::unknown);
    CHECK(read_cancelled(error_of(500, "X"), all).said == verdict::unknown);
  }
}

SCENARIO("bodies are what the gateway expects") {
  const auto confirm = json::parse(confirm_body(asked));
  CHECK(confirm == json{{"paymentKey", "tok"}, {"orderId", "o1"}, {"amount", 9'000}});
  CHECK(json::parse(cancel_body({"p", money{5}, "k", "늦음"}))
        == json{{"cancelReason", "늦음"}, {"cancelAmount", 5}});
  CHECK(json::parse(cancel_body({"p", std::nullopt, "k", "\xff"})).contains("cancelReason"));
  CHECK_FALSE(json::parse(cancel_body({"p", std::nullopt, "k", ""})).contains("cancelAmount"));
}
