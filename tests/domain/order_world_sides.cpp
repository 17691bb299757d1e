#include "tests/domain/order_world.hpp"

#include "domain/result.hpp"

namespace baedal::test {

using verdict = gateway_answer::verdict;

gateway_answer simulated_gateway::authorise(const owe_authorise& asked) {
  if (captures > 0 && refunded == captured)
    return {verdict::declined, {}, {}, {}, "ALREADY_CANCELLED"};
  if (captures > 0)
    return {verdict::approved, key, captured, {}, {}};
  if (asked.token == "tok_declined")
    return {verdict::declined, {}, {}, {}, "REJECT_CARD"};
  captured = asked.amount;
  key = "pk-" + std::to_string(asked.attempt);
  ++captures;
  return {verdict::approved, key, captured, {}, {}};
}

gateway_answer simulated_gateway::look_up() const {
  if (captures == 0)
    return {verdict::not_found, {}, {}, {}, {}};
  return {verdict::approved, key, captured, refunded, {}};
}

gateway_answer simulated_gateway::refund(const owe_refund& asked, bool refuse) {
  if (const auto before = refunds.find(asked.attempt); before != refunds.end())
    return before->second;
  gateway_answer said{verdict::refund_refused, {}, {}, {}, "NEVER"};
  if (!refuse && refunded + asked.amount <= captured) {
    refunded = refunded + asked.amount;
    said = {verdict::refunded, key, asked.amount, {}, {}};
  }
  return refunds[asked.attempt] = said;
}

void simulated_gateway::pass_time(instant now) {
  for (const auto& [at, amount] : late)
    if (at <= now && captures == 0) {
      captured = amount;
      key = "pk-late";
      ++captures;
    }
  std::erase_if(late, [&](const auto& each) { return each.first <= now; });
}

errc simulated_receiver::receive(const obligation& asked, errc refusal) {
  if (asked.number < highest)
    return errc::stale_stamp;
  if (asked.number == highest)
    return answered;
  highest = asked.number;
  answered = errc::none;
  std::visit(overloaded{
               [&](const owe_reserve_stock& owe) {
                 answered = refusal;
                 if (refusal == errc::none)
                   hold(owe.lines);
               },
               [&](const owe_commit_stock&) { committed = holds; },
               [&](const owe_hold_less& owe) { hold_less(owe.lines); },
               [&](const owe_release_stock&) { let_go(); },
               [&](const owe_settle_stock&) {
                 gone = gone || holds;
                 let_go();
               },
               [&](const owe_assign_rider&) {
                 answered = refusal;
                 holds = holds || refusal == errc::none;
               },
               [&](const owe_release_rider&) { holds = false; },
               [&](const owe_count_completion&) { ++counted; },
               [](const auto&) {},
             },
             asked.body);
  return answered;
}

void simulated_receiver::hold(const std::vector<stock_line>& lines) {
  if (holds)
    return;
  holds = true;
  for (const auto& line : lines)
    units[line.item] += line.quantity;
}

void simulated_receiver::hold_less(const std::vector<stock_line>& lines) {
  std::map<item_id, std::int64_t> wanted;
  for (const auto& line : lines)
    wanted[line.item] += line.quantity;
  for (auto& [item, held] : units)
    held = std::min(held, wanted[item]);
  std::erase_if(units, [](const auto& each) { return each.second == 0; });
  if (units.empty())
    let_go();
}

void simulated_receiver::let_go() {
  holds = committed = false;
  units.clear();
}

} // namespace baedal::test
