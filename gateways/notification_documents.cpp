#include "gateways/notification_documents.hpp"

#include "domain/iso_time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace baedal::gateways {

namespace {

using json = nlohmann::ordered_json;
using verdict = send_answer::verdict;
using failure = http_heard::failure;

constexpr std::size_t longest_sms = 80;

std::string dumped(const json& document) {
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// Each letter beyond ASCII takes two bytes in EUC-KR.
std::size_t bytes_in_euc_kr(std::string_view text) {
  std::size_t bytes = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    bytes += byte < 0x80 ? 1 : (byte & 0xc0) == 0xc0 ? 2 : 0;
  }
  return bytes;
}

/// Seconds; a date, or nonsense, is as good as nothing.
std::optional<std::chrono::seconds> retry_after_of(const std::string& header) {
  long long seconds = 0;
  const auto* end = header.data() + header.size();
  const auto [stop, error] = std::from_chars(header.data(), end, seconds);
  if (header.empty() || error != std::errc{} || stop != end || seconds < 0 || seconds > 86'400)
    return std::nullopt;
  return std::chrono::seconds{seconds};
}

send_answer unheard(failure why) {
  switch (why) {
    case failure::no_time_left:
      return {verdict::again, "no time left", {}};
    case failure::not_reached:
      return {verdict::again, "not reached", {}};
    default:
      return {verdict::again, "no answer", {}};
  }
}

send_answer refused(const http_heard& heard, verdict said) {
  send_answer out{said, "status " + std::to_string(heard.status), {}};
  if (said == verdict::again)
    out.retry_after = retry_after_of(heard.retry_after);
  return out;
}

/// A member of a reply that is a short text.
std::string text_in(const json& object, const char* name) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string())
    return {};
  return member->get<std::string>().substr(0, 100);
}

} // namespace

std::optional<std::string> dialled(std::string_view phone) {
  std::string digits;
  for (const char c : phone) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != '-' && c != ' ' && c != '.' && c != '(' && c != ')'
             && !(c == '+' && digits.empty()))
      return std::nullopt;
  }
  if (phone.find('+') != std::string_view::npos) {
    if (!digits.starts_with("82"))
      return std::nullopt;
    digits = "0" + digits.substr(2);
  }
  if (!digits.starts_with('0') || digits.size() < 9 || digits.size() > 12)
    return std::nullopt;
  return digits;
}

std::string template_code(const outgoing_message& message) {
  return message.brand.value + "_" + std::string{to_string(message.what)};
}

std::string alimtalk_body(const outgoing_message& message, std::string_view to,
                          const alimtalk_sender& from) {
  json one{{"countryCode", "82"}, {"to", to}, {"content", message.text}};
  const bool sms = message.sms_stands_in && !from.sms_from.empty();
  one["useSmsFailover"] = sms;
  if (sms)
    one["failoverConfig"] = {{"type", bytes_in_euc_kr(message.text) > longest_sms ? "LMS" : "SMS"},
                             {"from", from.sms_from},
                             {"content", message.text}};
  return dumped({{"plusFriendId", from.channel},
                 {"templateCode", template_code(message)},
                 {"messages", json::array({std::move(one)})}});
}

std::string sms_body(const outgoing_message& message, std::string_view to, std::string_view from) {
  const bool is_long = bytes_in_euc_kr(message.text) > longest_sms;
  return dumped({{"type", is_long ? "LMS" : "SMS"},
                 {"contentType", "COMM"},
                 {"countryCode", "82"},
                 {"from", from},
                 {"content", message.text},
                 {"messages", json::array({{{"to", to}}})}});
}

std::string webhook_body(const outgoing_message& message) {
  return dumped({{"type", "order." + std::string{to_string(message.what)}},
                 {"timestamp", iso_8601(message.at)},
                 {"data",
                  {{"id", message.id},
                   {"brand", message.brand.value},
                   {"order_id", message.order.value},
                   {"audience", to_string(message.to)},
                   {"recipient", message.recipient},
                   {"text", message.text},
                   {"amount", message.amount.won},
                   {"reason", message.reason}}}});
}

send_answer read_sens(const http_heard& heard) {
  if (heard.failed != failure::none)
    return unheard(heard.failed);
  switch (heard.status) {
    case 400:
    case 413:
    case 415:
    case 422:
      return refused(heard, verdict::never);
    case 202:
      break;
    default:
      return refused(heard, verdict::again);
  }
  const auto reply = json::parse(heard.body, nullptr, false);
  if (!reply.is_object() || text_in(reply, "requestId").empty())
    return {verdict::again, "unreadable reply", {}};
  const auto messages = reply.find("messages");
  if (messages != reply.end() && messages->is_array() && !messages->empty()
      && messages->front().is_object()) {
    const auto code = text_in(messages->front(), "requestStatusCode");
    if (!code.empty() && code != "A000")
      return {verdict::never, "request status " + code, {}};
  }
  return {verdict::sent, {}, text_in(reply, "requestId")};
}

send_answer read_webhook(const http_heard& heard) {
  if (heard.failed != failure::none)
    return unheard(heard.failed);
  if (heard.status >= 200 && heard.status < 300)
    return {verdict::sent, {}, {}};
  return refused(heard, heard.status == 410 ? verdict::gone : verdict::again);
}

} // namespace baedal::gateways
