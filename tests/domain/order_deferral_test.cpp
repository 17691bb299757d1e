#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

namespace {

gateway_answer turned_away(const char* code = "breaker_open",
                           std::chrono::milliseconds retry_after = {}) {
  auto said = gateway_says(gateway_answer::verdict::unavailable);
  said.code = code;
  said.retry_after = retry_after;
  return said;
}

/// An order of a brand with a pay step, with a token, that the gateway could not be asked for.
story deferred(std::string_view brand = "dongne") {
  auto tale = given(placed(unpaid_chicken_from(brand))
                    + payment_requested{payment_method::card, "tok_good", 1});
  tale.when_answered<owe_authorise>(turned_away());
  return tale;
}

const payment_requested again{payment_method::card, "tok_good", 2};

} // namespace

SCENARIO("T3 K14 an order that stands keeps its token and asks again by itself (001-N2)") {
  auto tale = given(placed(unpaid_chicken_from("dongne"))
                    + payment_requested{payment_method::card, "tok_good", 1});
  tale.when_answered<owe_authorise>(turned_away())
    .then(payment_deferred{"breaker_open", tale.now() + 5s, {}});
  CHECK(tale.view().status == order_status::placed);
  CHECK(tale.view().payment.status == payment_status::none);
  CHECK(tale.view().payment.deferred);
  CHECK_FALSE(tale.owes<owe_authorise>());
  CHECK(next_timer(tale.state()) == tale.now() + 5s);
  const auto told = outcome_of(tale.state(), pay_order{});
  REQUIRE(told);
  REQUIRE(*told);
  CHECK((**told).payment.deferred);
  THEN("not before its time") {
    tale.after(4999ms).when(timer_due{}).then_nothing();
  }
  THEN("and is paid when the gateway is there again") {
    tale.after(5s).when(timer_due{}).then(again);
    CHECK_FALSE(tale.view().payment.deferred);
    CHECK(tale.debt<owe_authorise>().token == "tok_good");
    CHECK(tale.debt<owe_authorise>().attempt == 2);
    tale.when_answered<owe_authorise>(approved())
      .then(payment_approved{"pk-1", chicken_total, payment_method::card});
    CHECK(next_timer(tale.state())); // Only the store's.
    CHECK_FALSE(tale.view().payment.deferred);
  }
  THEN("a decline is final for its token") {
    tale.after(5s).when(timer_due{}).when_answered<owe_authorise>(declined());
    CHECK(tale.view().payment.status == payment_status::failed);
    CHECK_FALSE(tale.view().payment.deferred);
    tale.after(60s).when(timer_due{}).then_nothing();
  }
  THEN("a new incarnation has nothing to look up: nothing was asked") {
    tale.when(order_recovered{}).then_nothing();
  }
}

SCENARIO("T3 it waits longer each time, until the pay window is over") {
  auto tale = deferred();
  for (const auto pause : {10s, 20s, 40s, 60s, 60s, 60s, 60s, 60s, 60s, 60s, 60s}) {
    tale.after(*next_timer(tale.state()) - tale.now()).when(timer_due{});
    REQUIRE(tale.owes<owe_authorise>());
    tale.when_answered<owe_authorise>(turned_away("not_reached"));
    REQUIRE(tale.view().payment.deferred);
    CHECK(next_timer(tale.state()) == tale.now() + pause);
  }
  WHEN("the next attempt would come after the pay window") {
    tale.after(60s).when(timer_due{});
    tale.when_answered<owe_authorise>(turned_away()).then(payment_failed{"breaker_open", true});
    THEN("it asks no more by itself, and its customer may") {
      CHECK_FALSE(tale.view().payment.deferred);
      tale.when(pay_order{{}, payment_method::card, "tok_good"});
      CHECK(tale.owes<owe_authorise>());
    }
  }
}

SCENARIO("T3 it asks no sooner than the breaker lets anybody through") {
  auto tale = given(placed(unpaid_chicken_from("azer"))
                    + payment_requested{payment_method::card, "tok_good", 1});
  tale.when_answered<owe_authorise>(turned_away("breaker_open", 30s))
    .then(payment_deferred{"breaker_open", tale.now() + 30s, {}});
}

SCENARIO("T4 a payment that was put off does not outlive the pay window") {
  auto tale = deferred();
  tale.after(600s).when(timer_due{}); // The node was away: both are due, and no money is asked for.
  CHECK(tale.view().status == order_status::cancelled);
  CHECK(tale.view().cancelled_for == cancel_cause::unpaid);
  CHECK_FALSE(tale.owes<owe_authorise>());
  CHECK_FALSE(tale.view().payment.deferred);
  tale.after(600s).when(timer_due{}).then_nothing();
}

SCENARIO("T3 /pay replaces a payment that was put off, and only one is ever asked for (I2)") {
  auto tale = deferred();
  tale.when(pay_order{{}, payment_method::online, "tok_other"})
    .then(payment_requested{payment_method::online, "tok_other", 2})
    .told_to_wait();
  CHECK_FALSE(tale.view().payment.deferred);
  THEN("the former token is not asked for again") {
    tale.after(60s).when(timer_due{}).then_nothing();
    CHECK(tale.debt<owe_authorise>().token == "tok_other");
  }
  THEN("if it cannot be asked for either, it is the one that is put off") {
    tale.when_answered<owe_authorise>(turned_away());
    CHECK(tale.view().payment.deferred);
    tale.after(10s)
      .when(timer_due{})
      .then(payment_requested{payment_method::online, "tok_other", 3});
  }
}

SCENARIO("T3 cash replaces a payment that was put off") {
  auto tale = deferred("azer");
  tale.when(pay_order{{}, payment_method::cash, "", {}});
  CHECK(tale.view().status == order_status::paid);
  CHECK_FALSE(tale.view().payment.deferred);
  tale.after(10s).when(timer_due{}).then_nothing();
  CHECK_FALSE(tale.owes<owe_authorise>());
}

SCENARIO("T16 a cancelled order asks for no money that was put off") {
  auto tale = deferred();
  tale.when(cancelled_by(cancel_party::customer));
  CHECK(tale.view().status == order_status::cancelled);
  CHECK_FALSE(tale.view().payment.deferred);
  tale.after(10s).when(timer_due{}).then_nothing();
  CHECK_FALSE(tale.owes<owe_authorise>());
}

SCENARIO("M6 doubt about an earlier attempt goes on beside a payment that was put off (I1)") {
  auto tale = given(placed(unpaid_chicken_from("dongne")));
  tale.when(pay_order{{}, payment_method::card, "tok_good"});
  tale.when_answered<owe_authorise>(gateway_says(gateway_answer::verdict::unknown));
  tale.after(60s).when_answered<owe_look_up>(gateway_says(gateway_answer::verdict::not_found));
  tale.when(pay_order{{}, payment_method::card, "tok_good"});
  tale.when_answered<owe_authorise>(turned_away());
  REQUIRE(tale.view().payment.deferred);
  REQUIRE(tale.owes<owe_look_up>());
  WHEN("the money of the first attempt turns up") {
    tale.after(1s).when_answered<owe_look_up>(approved());
    THEN("it is given back, and no more is asked for") {
      CHECK(tale.owes<owe_refund>());
      CHECK_FALSE(tale.view().payment.deferred);
      tale.after(60s).when(timer_due{}).then_nothing();
      CHECK_FALSE(tale.owes<owe_authorise>());
    }
  }
  WHEN("it is time to ask again first") {
    tale.after(5s).when(timer_due{});
    THEN("the gateway is asked one thing at a time") {
      CHECK(tale.owes<owe_authorise>());
      CHECK_FALSE(tale.owes<owe_look_up>());
    }
  }
}

SCENARIO("T3 where the customer pays inside ordering nothing is put off: nothing exists (000-N1)") {
  const auto asked = kits_from("mealkit");
  auto tale = given(in_checkout(asked) + stock_reserved{});
  tale.when_answered<owe_authorise>(turned_away("breaker_open", 3500ms))
    .then(checkout_failed{errc::unavailable, "breaker_open", false, 3500ms});
  const auto told = outcome_of(tale.state(), asked);
  REQUIRE(told);
  CHECK(told->code() == errc::unavailable);
  CHECK(told->error().retry_after == 3500ms);
  CHECK(told->error().detail == "breaker_open");
  CHECK_FALSE(is_visible(tale.state()));
  CHECK(tale.owes<owe_release_stock>());
  THEN("its key is free again") {
    tale.when(asked);
    CHECK(tale.state().seen.status == order_status::checkout);
    CHECK(tale.state().checkout_error_code.empty());
  }
}

} // namespace baedal::test
