#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

SCENARIO("T3 a declined checkout is never visible and gives its stock back", "[M4.1]") {
  const auto asked = kits_from("mealkit");
  auto tale = given(in_checkout(asked) + stock_reserved{});
  tale.when_answered<owe_authorise>(declined())
    .then(checkout_failed{errc::payment_declined, "REJECT_CARD", false});
  CHECK(outcome_of(tale.state(), asked)->code() == errc::payment_declined);
  CHECK(outcome_of(tale.state(), asked)->error().subject == "o1");
  CHECK(tale.owes<owe_release_stock>());
  CHECK_FALSE(is_visible(tale.state()));
  tale.when(start_cooking{}).then_refused(errc::order_unknown);
}

SCENARIO("T3 a checkout fails when the breaker is open") {
  const auto asked = chicken_from("pizza");
  auto tale = given(in_checkout(asked));
  tale.when_answered<owe_authorise>(gateway_says(gateway_answer::verdict::unavailable))
    .then(checkout_failed{errc::unavailable, "", false});
  CHECK(outcome_of(tale.state(), asked)->code() == errc::unavailable);
  CHECK(owed(tale.state()).empty());
}

SCENARIO("T3 a pay step may be repeated with another token") {
  auto tale = given(placed(unpaid_chicken_from("dongne")));
  tale.when(pay_order{{}, payment_method::online, "tok_declined"})
    .then(payment_requested{payment_method::online, "tok_declined", 1})
    .told_to_wait();
  tale.when(pay_order{{}, payment_method::card, ""}).then_nothing();
  tale.when_answered<owe_authorise>(declined()).then(payment_failed{"REJECT_CARD", false});
  CHECK(tale.view().payment.status == payment_status::failed);
  CHECK(tale.view().status == order_status::placed);
  CHECK(outcome_of(tale.state(), pay_order{})->code() == errc::payment_declined);
  tale.when(pay_order{{}, payment_method::card, ""}).then_refused_at(errc::payment_required,
                                                                     "token");
  tale.when(pay_order{{}, payment_method::card, "tok_good"})
    .then(payment_requested{payment_method::card, "tok_good", 2});
  tale.when_answered<owe_authorise>(approved())
    .then(payment_approved{"pk-1", chicken_total, payment_method::card});
  tale.when(pay_order{}).then_nothing().told(order_status::paid);
}

SCENARIO("T4 an order that nobody pays for ends with its pay window") {
  auto asked = kits_from("dongne");
  asked.token.clear();
  auto tale = given(in_checkout(asked) + stock_reserved{} + order_placed{std::nullopt, true, "b"});
  tale.after(599s).when(timer_due{}).then_nothing();
  tale.after(1s).when(timer_due{}).then(
    payment_expired{},
    cancel_requested{cancel_party::system, cancel_cause::unpaid, "not paid in time", money{0}});
  CHECK(tale.view().status == order_status::cancelling);
  tale.when(pay_order{{}, payment_method::card, "tok_good"}).then_refused(errc::state_conflict);
  const auto release = tale.find<owe_release_stock>()->number;
  tale.when_answered<owe_release_stock>(answer())
    .then(obligations_settled{{release}}, order_cancelled{cancel_cause::unpaid});
  CHECK(tale.view().payment.status == payment_status::expired);
}

SCENARIO("T4 the pay window waits for a payment in flight") {
  auto tale = given(placed(unpaid_chicken_from("dongne"))
                    + payment_requested{payment_method::card, "tok_good", 1});
  CHECK_FALSE(next_timer(tale.state()));
  tale.after(601s).when(timer_due{}).then_nothing();
  SECTION("which may still pay") {
    tale.when_answered<owe_authorise>(approved());
    CHECK(tale.view().status == order_status::paid);
  }
  SECTION("or fail, and then the order expires at once") {
    tale.when_answered<owe_authorise>(declined());
    REQUIRE(next_timer(tale.state()));
    CHECK(*next_timer(tale.state()) <= tale.now());
    tale.when(timer_due{});
    CHECK(tale.view().status == order_status::cancelled);
    CHECK(tale.view().cancelled_for == cancel_cause::unpaid);
  }
}

} // namespace baedal::test
