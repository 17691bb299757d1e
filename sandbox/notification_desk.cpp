#include "sandbox/notification_desk.hpp"

#include <nlohmann/json.hpp>

namespace baedal::sandbox {

namespace {

using namespace std::chrono_literals;
using json = nlohmann::ordered_json;

/// How long a connection is held whose request is never answered.
constexpr auto silence = 10'000ms;

instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string dumped(const json& document) {
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

http::response refused(int status, const std::string& why) {
  return http::json(status,
                    dumped({{"error", {{"errorCode", std::to_string(status)}, {"message", why}}}}));
}

std::string text_in(const json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string() ? member->get<std::string>() : std::string{};
}

/// The one message of a request; null where it is not exactly one.
const json* only_message(const json& body) {
  const auto all = body.find("messages");
  const bool one =
    all != body.end() && all->is_array() && all->size() == 1 && all->front().is_object();
  return one ? &all->front() : nullptr;
}

std::string sens_answer(const std::string& id, const std::string& to) {
  return dumped({{"requestId", "rq-" + id},
                 {"requestTime", "2024-01-01T00:00:00.000"},
                 {"statusCode", "202"},
                 {"statusName", "success"},
                 {"messages", json::array({{{"messageId", "m-" + id},
                                            {"to", to},
                                            {"countryCode", "82"},
                                            {"requestStatusCode", "A000"},
                                            {"requestStatusName", "success"}}})}});
}

} // namespace

bool notification_desk::parse_alimtalk(const std::string& body, arrival& out) {
  const auto document = json::parse(body, nullptr, false);
  const auto* one = document.is_object() ? only_message(document) : nullptr;
  if (one == nullptr || text_in(document, "plusFriendId").empty())
    return false;
  out.event = text_in(document, "templateCode");
  out.to = text_in(*one, "to");
  out.text = text_in(*one, "content");
  out.sms_failover = one->value("useSmsFailover", json{}) == true;
  return !out.event.empty() && !out.to.empty() && !out.text.empty();
}

bool notification_desk::parse_sms(const std::string& body, arrival& out) {
  const auto document = json::parse(body, nullptr, false);
  const auto* one = document.is_object() ? only_message(document) : nullptr;
  const auto type = one == nullptr ? std::string{} : text_in(document, "type");
  if ((type != "SMS" && type != "LMS") || text_in(document, "from").empty())
    return false;
  out.event = type;
  out.to = text_in(*one, "to");
  out.text = text_in(document, "content");
  return !out.to.empty() && !out.text.empty();
}

bool notification_desk::parse_webhook(const std::string& body, arrival& out) {
  const auto document = json::parse(body, nullptr, false);
  if (!document.is_object() || !document.contains("data") || !document["data"].is_object())
    return false;
  out.event = text_in(document, "type");
  out.to = text_in(document["data"], "audience");
  out.text = text_in(document["data"], "text");
  return !out.event.empty() && !out.to.empty();
}

void notification_desk::alimtalk(const http::request& in, response_fn reply) {
  receive(in, "alimtalk", &parse_alimtalk, reply);
}

void notification_desk::sms(const http::request& in, response_fn reply) {
  receive(in, "sms", &parse_sms, reply);
}

void notification_desk::webhook(const http::request& in, response_fn reply) {
  receive(in, "webhook", &parse_webhook, reply);
}

void notification_desk::receive(const http::request& in, const char* carrier, parse_fn parse,
                                const response_fn& reply) {
  const bool is_webhook = std::string_view{carrier} == "webhook";
  std::unique_lock lock{mutex_};
  const auto delay = how_.latency;
  if (auto trouble = misbehave(is_webhook)) {
    lock.unlock();
    return send(std::move(*trouble), delay, reply);
  }
  const bool silent = dice_.falls_within(how_.timeout_after_success_rate);
  const auto fault = is_webhook ? fault_of_webhook_signature(in, keys_, now())
                                : fault_of_ncp_signature(in, keys_, now());
  if (!fault.empty()) {
    ++refused_;
    lock.unlock();
    return send(refused(401, fault), delay, reply);
  }
  arrival what;
  what.id = std::string{in.header(is_webhook ? "webhook-id" : "idempotency-key").value_or("")};
  what.carrier = carrier;
  if (!parse(in.body, what)) {
    ++refused_;
    lock.unlock();
    return send(refused(400, "the body cannot be read"), delay, reply);
  }
  auto answer = accept(std::move(what));
  lock.unlock();
  if (silent)
    return send(refused(500, "too late"), silence, reply);
  send(std::move(answer), delay, reply);
}

/// What a request gets that is not looked at; nothing where all is well. Every chance is drawn, so
/// that one rate does not shift the luck of another.
std::optional<http::response> notification_desk::misbehave(bool webhook) {
  const bool fails = dice_.falls_within(how_.error_rate);
  const bool busy = dice_.falls_within(how_.busy_rate);
  if (how_.down)
    return refused(503, "down");
  if (webhook && how_.gone_410)
    return refused(410, "nobody wants this any more");
  if (fails)
    return refused(500, "failed");
  if (!busy)
    return std::nullopt;
  auto later = refused(429, "too many requests");
  later.headers.emplace_back("Retry-After", "1");
  return later;
}

http::response notification_desk::accept(arrival what) {
  const auto [known, fresh] = by_id_.try_emplace(what.id, arrivals_.size());
  if (fresh) {
    what.answer = what.carrier == "webhook" ? "{}" : sens_answer(what.id, what.to);
    arrivals_.push_back(std::move(what));
  } else {
    auto& first = arrivals_[known->second];
    ++first.received;
    const bool same = first.to == what.to && first.text == what.text && first.event == what.event;
    first.conflicting += same ? 0 : 1;
  }
  const auto& kept = arrivals_[known->second];
  return http::json(kept.carrier == "webhook" ? 200 : 202, kept.answer);
}

void notification_desk::send(http::response what, std::chrono::milliseconds delay,
                             const response_fn& reply) {
  if (delay == 0ms)
    return reply(std::move(what));
  timer_.after(delay, [what = std::move(what), reply] { reply(what); });
}

http::response notification_desk::books() const {
  const std::lock_guard lock{mutex_};
  auto rows = json::array();
  for (const auto& each : arrivals_)
    rows.push_back({{"id", each.id},
                    {"carrier", each.carrier},
                    {"to", each.to},
                    {"text", each.text},
                    {"event", each.event},
                    {"sms_failover", each.sms_failover},
                    {"received", each.received},
                    {"conflicting", each.conflicting}});
  return http::json(200, dumped({{"notifications", std::move(rows)}, {"refused", refused_}}));
}

http::response notification_desk::read_behaviour() const {
  const std::lock_guard lock{mutex_};
  return http::json(200, to_json(how_));
}

http::response notification_desk::set_behaviour(std::string_view body) {
  const auto wanted = read_receiver_behaviour(body);
  if (!wanted)
    return refused(400, wanted.error().detail);
  const std::lock_guard lock{mutex_};
  how_ = *wanted;
  dice_ = dice{how_.seed};
  return http::json(200, to_json(how_));
}

} // namespace baedal::sandbox
