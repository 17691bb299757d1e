#include "tests/actors/moody_gateway.hpp"

namespace baedal::test {

namespace {

gateway_answer saying(gateway_answer::verdict what) {
  gateway_answer back;
  back.said = what;
  return back;
}

} // namespace

gateway_answer moody_gateway::authorise(const gateways::authorise_call& call) noexcept {
  ++authorisations;
  traces.push_back(call.traceparent);
  const auto how = next_mood();
  if (how == mood::away)
    return saying(gateway_answer::verdict::unavailable);
  if (how == mood::lost_before)
    return saying(gateway_answer::verdict::unknown);
  const auto known = books.find(call.order);
  if (known == books.end() && (how == mood::decline || call.token == "tok_declined"))
    return saying(gateway_answer::verdict::declined);
  auto& found = books[call.order];
  if (found.captures == 0) {
    found.key = "pay-" + call.order.value;
    found.captured = call.amount;
    found.captures = 1;
  }
  if (how == mood::lost_after)
    return saying(gateway_answer::verdict::unknown);
  auto back = saying(gateway_answer::verdict::approved);
  back.payment_key = found.key;
  back.amount = found.captured;
  back.refunded_total = found.refunded;
  return back;
}

gateway_answer moody_gateway::look_up(const gateways::look_up_call& call) noexcept {
  traces.push_back(call.traceparent);
  const auto how = next_mood();
  if (how == mood::away)
    return saying(gateway_answer::verdict::unavailable);
  if (how == mood::lost_before || how == mood::lost_after)
    return saying(gateway_answer::verdict::unknown);
  const auto known = books.find(call.order);
  if (known == books.end())
    return saying(gateway_answer::verdict::not_found);
  auto back = saying(gateway_answer::verdict::approved);
  back.payment_key = known->second.key;
  back.amount = known->second.captured;
  back.refunded_total = known->second.refunded;
  return back;
}

gateway_answer moody_gateway::refund(const gateways::refund_call& call) noexcept {
  traces.push_back(call.traceparent);
  const auto how = next_mood();
  if (how == mood::away)
    return saying(gateway_answer::verdict::unavailable);
  if (how == mood::lost_before)
    return saying(gateway_answer::verdict::unknown);
  for (auto& [id, open] : books) {
    if (open.key != call.payment_key)
      continue;
    const auto amount = call.amount.value_or(open.captured - open.refunded);
    auto [given, fresh] = open.refunds.emplace(call.idempotency_key, amount);
    if (fresh)
      open.refunded = open.refunded + amount;
    if (how == mood::lost_after)
      return saying(gateway_answer::verdict::unknown);
    auto back = saying(gateway_answer::verdict::refunded);
    back.payment_key = open.key;
    back.amount = given->second;
    back.refunded_total = open.refunded;
    return back;
  }
  return saying(gateway_answer::verdict::refund_refused);
}

} // namespace baedal::test
