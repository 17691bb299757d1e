#include "gateways/http_payment.hpp"

#include "gateways/signatures.hpp"
#include "gateways/toss_replies.hpp"

#include <utility>

namespace baedal::gateways {

namespace {

using clock = deadline_watch::clock;
using failure = http_heard::failure;
using verdict = gateway_answer::verdict;

gateway_answer no_reply(verdict said, std::string_view code) {
  gateway_answer out;
  out.said = said;
  out.code = code;
  return out;
}

/// Letters, digits and -._~ as they are, the rest as %XX: fit for one path segment and for a header
/// value.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain = "-._~", digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

gateway_answer failed(const http_heard& heard) {
  switch (heard.failed) {
    case failure::no_time_left:
      return no_reply(verdict::unavailable, "no_time_left");
    case failure::not_reached:
      return no_reply(verdict::unavailable, "not_reached");
    default:
      return no_reply(verdict::unknown, "no_answer");
  }
}

bool replied(const http_heard& heard) {
  return heard.failed == failure::none;
}

toss_reply reply_of(http_heard heard) {
  return {heard.status, std::move(heard.body)};
}

} // namespace

http_payment::http_payment(gateway_url place, std::string_view secret)
  : authorization_("Basic " + base64(std::string{secret} + ":")), lines_(std::move(place)) {
  // nop
}

http_question http_payment::question(std::string method, std::string path,
                                     std::chrono::milliseconds answer_within,
                                     const std::string& traceparent) const {
  http_question out{std::move(method), std::move(path), {}, {}, clock::now() + answer_within};
  out.headers.emplace_back("Authorization", authorization_);
  if (!traceparent.empty())
    out.headers.emplace_back("traceparent", traceparent);
  return out;
}

gateway_answer http_payment::authorise(const authorise_call& call) noexcept try {
  auto asked = question("POST", "/v1/payments/confirm", call.answer_within, call.traceparent);
  asked.body = confirm_body(call);
  asked.headers.emplace_back("Idempotency-Key", percent_encoded(call.idempotency_key));
  const auto heard = lines_.ask(asked);
  return replied(heard) ? read_confirm(reply_of(heard), call) : failed(heard);
} catch (const std::exception&) {
  return no_reply(verdict::unknown, "client_failed");
}

gateway_answer http_payment::look_up(const look_up_call& call) noexcept try {
  const auto heard =
    lines_.ask(question("GET", "/v1/payments/orders/" + percent_encoded(call.order.value),
                        call.answer_within, call.traceparent));
  return replied(heard) ? read_look_up(reply_of(heard), call) : failed(heard);
} catch (const std::exception&) {
  return no_reply(verdict::unknown, "client_failed");
}

gateway_answer http_payment::refund(const refund_call& call) noexcept try {
  return refund_once(call);
} catch (const std::exception&) {
  return no_reply(verdict::unknown, "client_failed");
}

gateway_answer http_payment::refund_once(const refund_call& call) {
  const auto path = "/v1/payments/" + percent_encoded(call.payment_key);
  auto asked = question("POST", path + "/cancel", call.answer_within, call.traceparent);
  asked.body = cancel_body(call);
  asked.headers.emplace_back("Idempotency-Key", percent_encoded(call.idempotency_key));
  const auto heard = lines_.ask(asked);
  if (!replied(heard))
    return failed(heard);
  const auto answer = read_cancel(reply_of(heard), call);
  if (answer.said != verdict::unknown || answer.code != already_cancelled)
    return answer;
  auto look = question("GET", path, call.answer_within, call.traceparent);
  look.deadline = asked.deadline;
  const auto now = lines_.ask(look);
  return replied(now) ? read_cancelled(reply_of(now), call) : answer;
}

} // namespace baedal::gateways
