#include "tests/domain/order_world.hpp"

#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

#include <algorithm>

namespace baedal::test {

using namespace std::chrono_literals;
using verdict = gateway_answer::verdict;

namespace {

template <class Enum>
void maybe(dice& roll, Enum& value, std::size_t count) {
  if (roll.one_in(6))
    value = static_cast<Enum>(roll.below(count));
}

brand_policy random_policy(dice& roll) {
  auto policy = shipped_brands()[roll.below(5)].policy;
  maybe(roll, policy.payment, 3);
  maybe(roll, policy.acceptance, 3);
  maybe(roll, policy.kitchen, 4);
  maybe(roll, policy.dispatch, 5);
  maybe(roll, policy.completion_by, 3);
  maybe(roll, policy.customer_cancel_until, 3);
  policy.accident_flow = policy.accident_flow || roll.one_in(2);
  policy.refund_percent_after_cooking = static_cast<std::int32_t>(roll.below(101));
  return policy;
}

bool is_gateway(const obligation& open) {
  return !open.receiver.has_value();
}

} // namespace

order_world::order_world(std::uint64_t seed) : dice_(seed), now_(noon) {
  first_ = chicken_from("dongne");
  first_.policy = random_policy(dice_);
  first_.keyed = !dice_.one_in(3);
  if (dice_.one_in(2))
    first_.items.push_back({meal_kit, 2, {}, {}, {}});
}

void order_world::step() {
  switch (dice_.below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return give(random_command());
    case 4:
    case 5:
    case 6:
      return serve(true);
    case 7:
      if (!answers_.empty())
        return deliver(dice_.below(answers_.size()));
      return give(stray_answer());
    case 8:
      pass_time(std::chrono::milliseconds{1LL << dice_.below(25)});
      return give(timer_due{});
    default:
      if (dice_.one_in(4))
        return crash();
      return pass_time(std::chrono::milliseconds{dice_.below(1000)});
  }
}

void order_world::give(const order_command& command) {
  ++commands_;
  const auto decided = decide(state_, command, now_);
  if (!decided) {
    CHECK(decided.code() != errc::none);
    return;
  }
  append(*decided);
  const auto outcome = outcome_of(state_, command);
  if (std::holds_alternative<place_order>(command) && outcome && *outcome)
    CHECK(is_visible(state_));
}

void order_world::append(const std::vector<order_event>& events) {
  if (events.empty())
    return;
  for (const auto& event : events)
    apply(event);
  if (!soft_.empty())
    apply(obligations_settled{std::exchange(soft_, {})});
  check_receivers();
}

bool order_world::is_settled(std::uint64_t number) const {
  return std::find(soft_.begin(), soft_.end(), number) != soft_.end();
}

bool order_world::is_in_flight(std::uint64_t number) const {
  return std::any_of(answers_.begin(), answers_.end(),
                     [&](const pending& each) { return each.what.number == number; });
}

void order_world::crash() {
  answers_.clear();
  soft_.clear();
  order again;
  for (const auto& [event, at] : journal_)
    evolve(again, event, at);
  REQUIRE((again == state_));
  give(order_recovered{});
}

void order_world::pass_time(std::chrono::milliseconds later) {
  now_ += later;
  gateway_.pass_time(now_);
}

errc order_world::random_refusal(const obligation_body& body, bool faulty) {
  if (!faulty || !dice_.one_in(4))
    return errc::none;
  return std::holds_alternative<owe_assign_rider>(body) ? errc::rider_busy : errc::sold_out;
}

std::variant<entity_answer, gateway_answer> order_world::ask(const obligation& open, bool faulty) {
  const bool lost_before = faulty && dice_.one_in(6);
  const bool lost_after = faulty && dice_.one_in(6);
  if (!is_gateway(open)) {
    if (lost_before)
      return entity_answer{errc::unavailable};
    const auto said = receivers_[*open.receiver].receive(open, random_refusal(open.body, faulty));
    return entity_answer{lost_after ? errc::outcome_unknown : said};
  }
  if (lost_before) {
    const auto* asked = std::get_if<owe_authorise>(&open.body);
    if (asked == nullptr || dice_.one_in(2))
      return gateway_answer{verdict::unavailable, {}, {}, {}, {}};
    if (asked->token != "tok_declined")
      gateway_.late.emplace_back(now_ + std::chrono::seconds{dice_.below(6000)}, asked->amount);
    return gateway_answer{verdict::unknown, {}, {}, {}, {}};
  }
  const auto said = std::visit(
    overloaded{
      [&](const owe_authorise& asked) { return gateway_.authorise(asked); },
      [&](const owe_look_up&) { return gateway_.look_up(); },
      [&](const owe_refund& asked) { return gateway_.refund(asked, faulty && dice_.one_in(5)); },
      [](const auto&) { return gateway_answer{}; },
    },
    open.body);
  return lost_after ? gateway_answer{verdict::unknown, {}, {}, {}, {}} : said;
}

/// Sends one obligation: to each receiver the lowest number first, nothing before its time, and
/// nothing again before its answer came or a crash lost it.
void order_world::serve(bool faulty) {
  std::map<std::optional<entity_key>, bool> asked;
  std::vector<obligation> ready;
  for (const auto& open : owed(state_))
    if (open.not_before <= now_ && !is_settled(open.number)
        && (is_gateway(open) || !std::exchange(asked[open.receiver], true)))
      ready.push_back(open);
  if (ready.empty())
    return;
  const auto& chosen = ready[dice_.below(ready.size())];
  if (is_in_flight(chosen.number))
    return;
  answers_.push_back({chosen, ask(chosen, faulty)});
  if (!faulty || !dice_.one_in(3))
    deliver(answers_.size() - 1);
}

/// Delivers an answer; now and then it comes again later.
void order_world::deliver(std::size_t index) {
  const auto done = answers_[index];
  if (!dice_.one_in(10))
    answers_.erase(answers_.begin() + static_cast<std::ptrdiff_t>(index));
  give(obligation_answered{done.what.number, done.answer});
  acknowledge(done);
}

/// What the actor does with an answer that has no consequence of its own: it is noted with whatever
/// is appended next, and lost in a crash.
void order_world::acknowledge(const pending& done) {
  const auto* said = std::get_if<entity_answer>(&done.answer);
  if (said == nullptr || !is_final_answer(said->code))
    return;
  for (const auto& open : owed(state_))
    if (open.number == done.what.number && !is_settled(open.number))
      return soft_.push_back(open.number);
}

void order_world::settle() {
  for (int round = 0; round < 400; ++round) {
    while (!answers_.empty())
      deliver(0);
    give(retry_refund{});
    serve(false);
    auto next = next_timer(state_);
    for (const auto& open : owed(state_))
      if (!is_settled(open.number))
        next = next ? std::min(*next, open.not_before) : open.not_before;
    if (!next && state_.seen.payment.refund_due > money{0})
      continue; // Refused: operations try again.
    if (!next)
      return append({stamp_renewed{}}); // The actor falls asleep: what was noted is written.
    pass_time(std::max<std::chrono::milliseconds>(*next - now_, 10s));
    give(timer_due{});
  }
}

} // namespace baedal::test
