#include "gateways/embedded_payment.hpp"

namespace baedal::gateways {

namespace {

using verdict = gateway_answer::verdict;

constexpr std::string_view key_prefix = "emb_";

gateway_answer said(verdict what, std::string_view code) {
  gateway_answer out;
  out.said = what;
  out.code = code;
  return out;
}

} // namespace

gateway_answer embedded_payment::authorise(const authorise_call& call) noexcept {
  const std::lock_guard lock{mutex_};
  const auto known = books_.find(call.order.value);
  if (known == books_.end()) {
    if (call.token == "tok_declined")
      return said(verdict::declined, "REJECT_CARD_PAYMENT");
    const auto fresh = books_.emplace(call.order.value, entry{call.amount, {}}).first;
    return describe(call.order.value, fresh->second);
  }
  if (known->second.captured != call.amount || known->second.refunded != money{})
    return said(verdict::unknown, "ALREADY_PROCESSED_PAYMENT");
  return describe(call.order.value, known->second);
}

gateway_answer embedded_payment::look_up(const look_up_call& call) noexcept {
  const std::lock_guard lock{mutex_};
  const auto known = books_.find(call.order.value);
  return known == books_.end() ? said(verdict::not_found, "NOT_FOUND_PAYMENT")
                               : describe(call.order.value, known->second);
}

gateway_answer embedded_payment::refund(const refund_call& call) noexcept {
  const std::lock_guard lock{mutex_};
  const auto repeated = refunds_.find(call.payment_key + '\n' + call.idempotency_key);
  if (!call.idempotency_key.empty() && repeated != refunds_.end())
    return repeated->second;
  const auto known = call.payment_key.starts_with(key_prefix)
                       ? books_.find(call.payment_key.substr(key_prefix.size()))
                       : books_.end();
  if (known == books_.end())
    return said(verdict::refund_refused, "NOT_FOUND_PAYMENT");
  auto& paid = known->second;
  const auto left = paid.captured - paid.refunded;
  const auto asked = call.amount.value_or(left == money{} ? paid.captured : left);
  const bool again =
    !call.amount && left == money{}; // All is back already, which is what was asked for.
  if (!again && (asked <= money{} || asked > left))
    return said(verdict::refund_refused, "NOT_CANCELABLE_AMOUNT");
  if (!again)
    paid.refunded = paid.refunded + asked;
  auto out = describe(known->first, paid);
  out.said = verdict::refunded;
  out.amount = asked;
  refunds_.emplace(call.payment_key + '\n' + call.idempotency_key, out);
  return out;
}

gateway_answer embedded_payment::describe(const std::string& order, const entry& paid) {
  auto out = said(verdict::approved, "");
  out.payment_key = std::string{key_prefix} + order;
  out.amount = paid.captured;
  out.refunded_total = paid.refunded;
  return out;
}

} // namespace baedal::gateways
