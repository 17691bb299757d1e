#include "gateways/http_sens.hpp"

#include "gateways/signatures.hpp"

#include <exception>

namespace baedal::gateways {

namespace {

using verdict = send_answer::verdict;

send_answer no_number() {
  return {verdict::never, "the telephone number is none", {}};
}

send_answer client_failed() {
  return {verdict::again, "the client failed", {}};
}

} // namespace

sens_service::sens_service(sens_access access, std::string_view api)
  : access_(std::move(access)),
    path_("/" + std::string{api} + "/v2/services/" + access_.service + "/messages"),
    lines_(access_.place) {
  // nop
}

/// The signature covers the path as the server sees it. SENS knows no key of our own for a message,
/// so ours travels as an Idempotency-Key, for proxies and receivers that heed it.
send_answer sens_service::post(std::string body, const std::string& message_id, instant now) {
  const auto time = now.time_since_epoch();
  http_question asked{
    "POST", path_, std::move(body), {}, deadline_watch::clock::now() + access_.answer_within};
  asked.headers = {
    {"x-ncp-apigw-timestamp", std::to_string(time.count())},
    {"x-ncp-iam-access-key", access_.access_key},
    {"x-ncp-apigw-signature-v2",
     ncp_signature(access_.secret_key, access_.place.prefix + path_, time, access_.access_key)},
    {"Idempotency-Key", message_id}};
  return read_sens(lines_.ask(asked));
}

http_alimtalk::http_alimtalk(sens_access access, alimtalk_sender from)
  : from_(std::move(from)), service_(std::move(access), "alimtalk") {
  // nop
}

send_answer http_alimtalk::send(const outgoing_message& message, instant now) noexcept try {
  const auto to = dialled(message.phone);
  return to ? service_.post(alimtalk_body(message, *to, from_), message.id, now) : no_number();
} catch (const std::exception&) {
  return client_failed();
}

http_sms::http_sms(sens_access access, std::string from)
  : from_(std::move(from)), service_(std::move(access), "sms") {
  // nop
}

send_answer http_sms::send(const outgoing_message& message, instant now) noexcept try {
  const auto to = dialled(message.phone);
  return to ? service_.post(sms_body(message, *to, from_), message.id, now) : no_number();
} catch (const std::exception&) {
  return client_failed();
}

} // namespace baedal::gateways
