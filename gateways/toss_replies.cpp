#include "gateways/toss_replies.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace baedal::gateways {

namespace {

using json = nlohmann::json;
using verdict = gateway_answer::verdict;

/// What we need of a payment object, checked: types, ranges, and that the cancels explain the
/// balance.
struct payment_document {
  std::string payment_key;
  std::string order;
  std::string status;
  money total;
  money balance;
  money last_cancel;
};

gateway_answer answer(verdict said, std::string_view code) {
  gateway_answer out;
  out.said = said;
  out.code = code;
  return out;
}

gateway_answer unreadable() {
  return answer(verdict::unknown, "unreadable_reply");
}

bool read_text(const json& object, const char* name, std::string& out) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string())
    return false;
  out = member->get_ref<const std::string&>();
  return !out.empty() && out.size() <= 300;
}

/// A whole number of won from zero to the largest amount; 10.0 and "10" are not.
bool read_won(const json& object, const char* name, money& out) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_number_unsigned())
    return false;
  const auto won = member->get<std::uint64_t>();
  if (won > static_cast<std::uint64_t>(largest_amount.won))
    return false;
  out.won = static_cast<std::int64_t>(won);
  return true;
}

/// Adds the cancels up; false if one of them cannot be read.
bool read_cancels(const json& object, money& sum, money& last) {
  const auto cancels = object.find("cancels");
  if (cancels == object.end() || cancels->is_null())
    return true;
  if (!cancels->is_array())
    return false;
  for (const auto& cancel : *cancels) {
    if (!cancel.is_object() || !read_won(cancel, "cancelAmount", last))
      return false;
    sum = sum + last;
    if (sum > largest_amount)
      return false;
  }
  return true;
}

std::optional<payment_document> read_payment(std::string_view body) {
  const auto object = json::parse(body, nullptr, false);
  payment_document out;
  money cancelled;
  if (!object.is_object() || !read_text(object, "paymentKey", out.payment_key)
      || !read_text(object, "orderId", out.order) || !read_text(object, "status", out.status)
      || !read_won(object, "totalAmount", out.total)
      || !read_won(object, "balanceAmount", out.balance)
      || !read_cancels(object, cancelled, out.last_cancel))
    return std::nullopt;
  if (out.balance > out.total || cancelled != out.total - out.balance)
    return std::nullopt;
  return out;
}

bool was_captured(const payment_document& payment) {
  return payment.status == "DONE" || payment.status == "PARTIAL_CANCELED"
         || payment.status == "CANCELED";
}

std::string read_code(std::string_view body) {
  std::string code;
  const auto object = json::parse(body, nullptr, false);
  return object.is_object() && read_text(object, "code", code) ? code : std::string{};
}

/// Codes that come with a 4xx but do not say whether, or say that something else, was done.
bool leaves_open(int status, std::string_view code) {
  constexpr std::array<std::string_view, 4> open{"ALREADY_PROCESSED_PAYMENT", already_cancelled,
                                                 "PROVIDER_ERROR", "IDEMPOTENT_REQUEST_PROCESSING"};
  return status == 408 || status == 409 || std::find(open.begin(), open.end(), code) != open.end();
}

/// Codes that say: not looked at. A customer's card has nothing to do with them.
bool was_turned_away(int status, std::string_view code) {
  constexpr std::array<std::string_view, 4> codes{
    "UNAUTHORIZED_KEY", "INVALID_API_KEY", "FORBIDDEN_REQUEST", "FORBIDDEN_CONSECUTIVE_REQUEST"};
  constexpr std::array<int, 6> statuses{401, 405, 413, 415, 429, 431};
  const bool no_such_path = status == 404 && !code.starts_with("NOT_FOUND_PAYMENT");
  return no_such_path || std::find(codes.begin(), codes.end(), code) != codes.end()
         || std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

/// An answer that is no payment object. `final` is what a 4xx with a code means for this call.
gateway_answer read_failure(const toss_reply& reply, verdict final) {
  const auto code = read_code(reply.body);
  if (reply.status < 400 || reply.status > 499 || code.empty())
    return answer(verdict::unknown, code.empty() ? "unreadable_reply" : std::string_view{code});
  if (leaves_open(reply.status, code))
    return answer(verdict::unknown, code);
  if (was_turned_away(reply.status, code))
    return answer(verdict::unavailable, code);
  return answer(final, code);
}

gateway_answer describe(verdict said, const payment_document& payment) {
  gateway_answer out;
  out.said = said;
  out.payment_key = payment.payment_key;
  out.amount = payment.total;
  out.refunded_total = payment.total - payment.balance;
  return out;
}

} // namespace

gateway_answer read_confirm(const toss_reply& reply, const authorise_call& call) {
  if (reply.status != 200)
    return read_failure(reply, verdict::declined);
  const auto payment = read_payment(reply.body);
  if (!payment)
    return unreadable();
  if (payment->order != call.order.value)
    return answer(verdict::unknown, "other_order");
  if (payment->status == "ABORTED" || payment->status == "EXPIRED")
    return answer(verdict::declined, payment->status);
  if (payment->status != "DONE" || payment->balance != payment->total)
    return answer(verdict::unknown, payment->status);
  if (payment->total != call.amount)
    return answer(verdict::unknown, "other_amount");
  return describe(verdict::approved, *payment);
}

gateway_answer read_look_up(const toss_reply& reply, const look_up_call& call) {
  if (reply.status != 200) {
    const auto failure = read_failure(reply, verdict::unknown);
    const bool missing = reply.status == 404 && failure.code == "NOT_FOUND_PAYMENT";
    return missing ? answer(verdict::not_found, failure.code) : failure;
  }
  const auto payment = read_payment(reply.body);
  if (!payment)
    return unreadable();
  if (payment->order != call.order.value)
    return answer(verdict::unknown, "other_order");
  if (payment->status == "ABORTED" || payment->status == "EXPIRED")
    return answer(verdict::declined, payment->status);
  return was_captured(*payment) ? describe(verdict::approved, *payment)
                                : answer(verdict::unknown, payment->status);
}

gateway_answer read_cancel(const toss_reply& reply, const refund_call& call) {
  if (reply.status != 200)
    return read_failure(reply, verdict::refund_refused);
  const auto payment = read_payment(reply.body);
  if (!payment)
    return unreadable();
  if (payment->payment_key != call.payment_key)
    return answer(verdict::unknown, "other_payment");
  const bool done = call.amount ? payment->last_cancel == *call.amount
                                : payment->balance == money{} && payment->last_cancel > money{};
  if (!done)
    return answer(verdict::unknown, "other_amount");
  auto out = describe(verdict::refunded, *payment);
  out.amount = payment->last_cancel;
  return out;
}

gateway_answer read_cancelled(const toss_reply& reply, const refund_call& call) {
  if (reply.status != 200)
    return read_failure(reply, verdict::unknown);
  const auto payment = read_payment(reply.body);
  if (!payment)
    return unreadable();
  if (payment->payment_key != call.payment_key || payment->balance != money{})
    return answer(verdict::unknown, payment->status);
  if (call.amount && *call.amount != payment->total)
    return answer(verdict::refund_refused, already_cancelled);
  return describe(verdict::refunded, *payment);
}

std::string confirm_body(const authorise_call& call) {
  return json{
    {"paymentKey", call.token}, {"orderId", call.order.value}, {"amount", call.amount.won}}
    .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string cancel_body(const refund_call& call) {
  json body{{"cancelReason", call.reason.empty() ? "cancelled" : call.reason}};
  if (call.amount)
    body["cancelAmount"] = call.amount->won;
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace baedal::gateways
