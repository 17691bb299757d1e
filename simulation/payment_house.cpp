#include "simulation/payment_house.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

using verdict = gateway_answer::verdict;

gateway_answer saying(verdict what) {
  gateway_answer back;
  back.said = what;
  return back;
}

gateway_answer approved(const payment_house::account& account) {
  auto back = saying(verdict::approved);
  back.payment_key = account.key;
  back.amount = account.captured;
  back.refunded_total = account.refunded;
  return back;
}

} // namespace

/// One process's connection: a dead process reaches nobody.
class payment_house::line final : public gateways::payment_gateway {
public:
  line(payment_house& house, process_ptr caller) : house_(house), caller_(std::move(caller)) {
    // nop
  }

  gateway_answer authorise(const gateways::authorise_call& call) noexcept override {
    return caller_->alive() ? house_.authorise(call) : saying(verdict::unavailable);
  }
  gateway_answer look_up(const gateways::look_up_call& call) noexcept override {
    return caller_->alive() ? house_.look_up(call) : saying(verdict::unavailable);
  }
  gateway_answer refund(const gateways::refund_call& call) noexcept override {
    return caller_->alive() ? house_.refund(call) : saying(verdict::unavailable);
  }

private:
  payment_house& house_;
  process_ptr caller_;
};

std::shared_ptr<gateways::payment_gateway> payment_house::seen_by(process_ptr caller) {
  return std::make_shared<line>(*this, std::move(caller));
}

payment_house::mood payment_house::draw() {
  auto left = static_cast<unsigned>(dice_() % 1000);
  const std::pair<unsigned, mood> chances[] = {{moods.decline, mood::decline},
                                               {moods.lost_before, mood::lost_before},
                                               {moods.lost_after, mood::lost_after},
                                               {moods.late, mood::late},
                                               {moods.away, mood::away},
                                               {moods.refund_refused, mood::refund_refused}};
  for (const auto& [chance, what] : chances) {
    if (left < chance)
      return what;
    left -= chance;
  }
  return mood::fine;
}

gateway_answer payment_house::authorise(const gateways::authorise_call& call) {
  const auto how = draw();
  if (how == mood::away)
    return saying(verdict::unavailable);
  if (how == mood::lost_before)
    return saying(verdict::unknown);
  if (const auto known = said_.find(call.idempotency_key); known != said_.end())
    return known->second;
  if (const auto open = books_.find(call.order); open != books_.end()) { // One payment per order.
    const bool whole = open->second.captured == call.amount && open->second.refunded == money{};
    return whole ? approved(open->second) : saying(verdict::unknown);
  }
  if (how == mood::decline || call.token == "tok_declined") {
    auto no = saying(verdict::declined);
    no.code = "REJECT_CARD_PAYMENT";
    return said_[call.idempotency_key] = no;
  }
  if (how == mood::late) {
    // Also after the order has given the payment up, and before it looks for the first time again.
    const std::chrono::milliseconds after{500 + dice_() % 100'000};
    still_.at(still_.now() + after, [this, order = call.order, amount = call.amount] {
      if (!books_.contains(order))
        capture(order, amount);
    });
    return saying(verdict::unknown);
  }
  const auto answer = said_[call.idempotency_key] = approved(capture(call.order, call.amount));
  return how == mood::lost_after ? saying(verdict::unknown) : answer;
}

const payment_house::account& payment_house::capture(const order_id& order, money amount) {
  auto& open = books_[order];
  open.key = "pay-" + order.value;
  open.captured = amount;
  ++open.captures;
  return open;
}

gateway_answer payment_house::look_up(const gateways::look_up_call& call) {
  const auto how = draw();
  if (how == mood::away)
    return saying(verdict::unavailable);
  if (how == mood::lost_before || how == mood::lost_after || how == mood::late)
    return saying(verdict::unknown);
  const auto known = books_.find(call.order);
  return known == books_.end() ? saying(verdict::not_found) : approved(known->second);
}

gateway_answer payment_house::refund(const gateways::refund_call& call) {
  const auto how = draw();
  if (how == mood::away)
    return saying(verdict::unavailable);
  if (how == mood::lost_before)
    return saying(verdict::unknown);
  const auto open = std::find_if(books_.begin(), books_.end(), [&](const auto& each) {
    return each.second.key == call.payment_key;
  });
  if (open == books_.end())
    return saying(verdict::refund_refused);
  auto back = give_back(open->second, call, how == mood::refund_refused);
  const bool lost = how == mood::lost_after || how == mood::late;
  return lost ? saying(verdict::unknown) : back;
}

/// A repeat of a key, or of "all of it" when all is back already, gives nothing again.
gateway_answer payment_house::give_back(account& open, const gateways::refund_call& call,
                                        bool unwilling) {
  const auto left = open.captured - open.refunded;
  const auto known = open.refunds.find(call.idempotency_key);
  const bool repeated = known != open.refunds.end() || (!call.amount && left == money{});
  const auto amount = call.amount.value_or(left);
  if (!repeated && (unwilling || amount > left || amount <= money{}))
    return saying(verdict::refund_refused);
  auto back = saying(verdict::refunded);
  back.amount = known != open.refunds.end() ? known->second : amount;
  if (!repeated) {
    open.refunds.emplace(call.idempotency_key, amount);
    open.refunded = open.refunded + amount;
  }
  back.payment_key = open.key;
  back.refunded_total = open.refunded;
  return back;
}

} // namespace baedal::simulation
