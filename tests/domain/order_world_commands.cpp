#include "tests/domain/order_examples.hpp"
#include "tests/domain/order_world.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

namespace {

const std::vector<rider_id> riders{{"kim"}, {"lee"}, {"park"}};

} // namespace

place_order order_world::random_place() {
  auto asked = first_;
  if (asked.policy.payment != payment_timing::inside_ordering && dice_.one_in(2))
    asked.token.clear();
  if (dice_.one_in(10))
    asked.token = "tok_declined";
  if (dice_.one_in(6)) {
    asked.body_hash = "body-2";
    asked.items[0].quantity = 2;
  }
  return asked;
}

order_command order_world::random_command() {
  asked_by who;
  if (dice_.one_in(3))
    who.rider = riders[dice_.below(riders.size())];
  const std::string reason = dice_.one_in(4) ? "no_show" : "because";
  const auto party = static_cast<cancel_party>(dice_.below(3));
  const std::string token = dice_.one_in(4) ? "tok_declined" : "tok_good";
  switch (dice_.below(25)) {
    case 0:
    case 1:
      return random_place();
    case 2:
    case 3:
      return pay_order{who, payment_method::card, token};
    case 4:
    case 5:
      return accept_order{who, {}};
    case 6:
      return dice_.one_in(4) ? order_command{reject_order{who, reason, 1}}
                             : order_command{accept_order{who, 10min}};
    case 7:
    case 8:
      return start_cooking{who};
    case 9:
    case 10:
      return finish_cooking{who};
    case 11:
    case 12:
      return pick_order{{{}, riders[dice_.below(riders.size())], {}}};
    case 13:
      return withdraw_order{who};
    case 14:
    case 15:
      return start_delivery{who};
    case 16:
      return deliver_order{who};
    case 17:
      return confirm_order{who};
    case 18:
      return dice_.one_in(3) ? order_command{cancel_order{who, party, reason}}
                             : order_command{pay_order{who, payment_method::card, token}};
    case 19:
      return dice_.one_in(3) ? order_command{report_accident{who, reason}}
                             : order_command{start_delivery{who}};
    case 20:
      return retry_refund{};
    case 21:
    case 22:
    case 23:
      return random_change(who);
    default:
      return timer_due{};
  }
}

/// Commands that change what was ordered, what it costs or when it comes.
order_command order_world::random_change(const asked_by& who) {
  const money other_fee{static_cast<std::int64_t>(1'000 * dice_.below(4))};
  switch (dice_.below(8)) {
    case 0:
      return pay_order{who, payment_method::cash, {}, {}};
    case 1:
      return pay_order{who, payment_method::cash, {}, other_fee};
    case 2:
      return pay_order{who, payment_method::card, "tok_good", other_fee};
    case 3:
      return remove_item{who, chicken, {}, "sold out"};
    case 4:
      return remove_item{who, meal_kit, 1, "sold out"};
    case 5:
      return delay_order{who, std::chrono::minutes{1 + dice_.below(30)}, "busy"};
    case 6:
      return finish_cooking{who, true};
    default:
      return cancel_order{who, cancel_party::store, "customer_fault"};
  }
}

/// An answer to what is owed no longer, or never was.
order_command order_world::stray_answer() {
  std::uint64_t number = dice_.below(20);
  for (const auto& open : owed(state_))
    if (open.number == number)
      number = state_.last_obligation + 1;
  return obligation_answered{number, entity_answer{}};
}

} // namespace baedal::test
