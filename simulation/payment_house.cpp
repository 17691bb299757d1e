#include "simulation/payment_house.hpp"

#include "domain/entity.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

using std::chrono::milliseconds;
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
  line(payment_house& house, process_ptr caller, delay wait)
    : house_(house), caller_(std::move(caller)), wait_(std::move(wait)) {
    // nop
  }

  gateway_answer authorise(const gateways::authorise_call& call) noexcept override {
    return ask([&](milliseconds& takes) { return house_.authorise(call, takes); });
  }
  gateway_answer look_up(const gateways::look_up_call& call) noexcept override {
    return ask([&](milliseconds& takes) { return house_.look_up(call, takes); });
  }
  gateway_answer refund(const gateways::refund_call& call) noexcept override {
    return ask([&](milliseconds& takes) { return house_.refund(call, takes); });
  }

private:
  template <class Ask>
  gateway_answer ask(Ask what) {
    if (!caller_->alive())
      return saying(verdict::unavailable);
    milliseconds takes{};
    auto said = what(takes);
    wait_(takes);
    return said;
  }

  payment_house& house_;
  process_ptr caller_;
  delay wait_;
};

std::shared_ptr<gateways::payment_gateway> payment_house::seen_by(process_ptr caller, delay wait) {
  return std::make_shared<line>(*this, std::move(caller), std::move(wait));
}

dice& payment_house::dice_of(const order_id& order) {
  return dice_.try_emplace(order, seed_for(seed_, hash_of(order.value))).first->second;
}

payment_house::mood payment_house::draw(dice& from) const {
  auto left = static_cast<unsigned>(from.below(1000));
  const std::pair<unsigned, mood> chances[] = {{moods.decline, mood::decline},
                                               {moods.lost_before, mood::lost_before},
                                               {moods.lost_after, mood::lost_after},
                                               {moods.late, mood::late},
                                               {moods.slow, mood::slow},
                                               {moods.away, mood::away},
                                               {moods.refund_refused, mood::refund_refused}};
  for (const auto& [chance, what] : chances) {
    if (left < chance)
      return what;
    left -= chance;
  }
  return mood::fine;
}

gateway_answer payment_house::deliver(mood how, gateway_answer said, milliseconds within,
                                      dice& from, milliseconds& takes) {
  takes = within;
  if (how == mood::lost_before || how == mood::lost_after || how == mood::late)
    return saying(verdict::unknown);
  if (how == mood::slow) {
    const auto needs = static_cast<std::uint64_t>(within.count());
    const milliseconds needed{from.below(2 * needs + 1)};
    if (needed > within)
      return saying(verdict::unknown);
    takes = needed;
  } else {
    takes = {};
  }
  return said;
}

// -- taking ---------------------------------------------------------------------------------------

gateway_answer payment_house::authorise(const gateways::authorise_call& call, milliseconds& takes) {
  auto& from = dice_of(call.order);
  const auto how = draw(from);
  if (how == mood::away)
    return saying(verdict::unavailable);
  auto said = how == mood::lost_before ? gateway_answer{} : decide(call, how);
  said = deliver(how, std::move(said), call.answer_within, from, takes);
  if (said.said == verdict::approved)
    books_.at(call.order).told = true;
  return said;
}

gateway_answer payment_house::decide(const gateways::authorise_call& call, mood how) {
  const bool fresh = !asked_under_.contains(call.idempotency_key);
  check_key(call.order, call.idempotency_key, call.token + std::to_string(call.amount.won));
  if (const auto known = said_.find(call.idempotency_key); known != said_.end())
    return known->second;
  if (const auto open = books_.find(call.order); open != books_.end()) { // One payment per order.
    if (fresh && open->second.told && !two_owners)
      report(call.order, "money is asked for again, after it was said to be there");
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
    const auto due = still_.now() + milliseconds{500 + dice_of(call.order).below(100'000)};
    late_.push_back({due, call});
    still_.at(due, [this] { do_what_is_due(); });
    return saying(verdict::unknown);
  }
  return said_[call.idempotency_key] = approved(capture(call));
}

money payment_house::will_have(const order_id& order) const {
  if (const auto open = books_.find(order); open != books_.end())
    return open->second.captured;
  const auto late = std::find_if(
    late_.begin(), late_.end(), [&](const late_capture& each) { return each.call.order == order; });
  return late == late_.end() ? money{} : late->call.amount;
}

void payment_house::do_what_is_due() {
  const auto now = still_.now();
  for (const auto& each : late_)
    if (each.due <= now && !books_.contains(each.call.order))
      capture(each.call);
  std::erase_if(late_, [now](const late_capture& each) { return each.due <= now; });
}

payment_house::account& payment_house::capture(const gateways::authorise_call& call) {
  auto& open = books_[call.order];
  open.key = "pay-" + call.order.value;
  open.captured = open.captured + call.amount;
  ++open.captures[call.idempotency_key];
  return open;
}

gateway_answer payment_house::look_up(const gateways::look_up_call& call, milliseconds& takes) {
  auto& from = dice_of(call.order);
  const auto how = draw(from);
  if (how == mood::away)
    return saying(verdict::unavailable);
  const auto known = books_.find(call.order);
  auto said =
    deliver(how, known == books_.end() ? saying(verdict::not_found) : approved(known->second),
            call.answer_within, from, takes);
  if (said.said == verdict::approved)
    known->second.told = true;
  return said;
}

// -- giving back ----------------------------------------------------------------------------------

gateway_answer payment_house::refund(const gateways::refund_call& call, milliseconds& takes) {
  const auto open = std::find_if(books_.begin(), books_.end(), [&](const auto& each) {
    return each.second.key == call.payment_key;
  });
  if (open == books_.end())
    return saying(verdict::refund_refused);
  auto& from = dice_of(open->first);
  const auto how = draw(from);
  if (how == mood::away)
    return saying(verdict::unavailable);
  auto said = how == mood::lost_before
                ? gateway_answer{}
                : give_back(open->first, open->second, call, how == mood::refund_refused);
  return deliver(how, std::move(said), call.answer_within, from, takes);
}

/// A repeat of a key, or of "all of it" when all is back already, gives nothing again.
gateway_answer payment_house::give_back(const order_id& order, account& open,
                                        const gateways::refund_call& call, bool unwilling) {
  const auto left = open.captured - open.refunded;
  const auto known = open.refunds.find(call.idempotency_key);
  const bool repeated = known != open.refunds.end() || (!call.amount && left == money{});
  const auto amount = call.amount.value_or(left);
  check_key(order, call.idempotency_key,
            call.amount ? std::to_string(call.amount->won) : std::string{"all"});
  if (!repeated && (amount > left || amount <= money{})) {
    report(order, std::to_string(amount.won) + " is asked back of " + std::to_string(left.won));
    return saying(verdict::refund_refused);
  }
  if (!repeated && unwilling)
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

// -- I2 -------------------------------------------------------------------------------------------

void payment_house::check_key(const order_id& order, const std::string& key, std::string content) {
  const auto [known, fresh] = asked_under_.try_emplace(key, std::move(content));
  if (!fresh && known->second != content)
    report(order, "the gateway's idempotency key " + key + " names two requests");
}

void payment_house::report(const order_id& order, std::string what) {
  found_.push_back(
    {"I2", entity_key{entity_kind::order, order.value}.text(), std::move(what), still_.now(), {}});
}

} // namespace baedal::simulation
