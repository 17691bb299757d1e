#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

namespace {

const pay_order in_cash{{}, payment_method::cash, {}, {}};

/// A card payment whose outcome nobody learnt, counted as failed: its money may still be taken.
history given_up(const place_order& asked) {
  return placed(asked) + payment_requested{payment_method::card, "tok_good", 1}
         + payment_timed_out{} + payment_failed{"not_found", false};
}

history paid_in_cash(const place_order& asked) {
  return placed(asked) + payment_requested{payment_method::cash, "", 1}
         + payment_approved{"", chicken_total, payment_method::cash};
}

} // namespace

SCENARIO("azer payMethod 2: cash is approved without the gateway, in one append", "[M6][T2]") {
  const auto brand = GENERATE("dongne", "azer");
  auto tale = given(placed(unpaid_chicken_from(brand)));
  tale.when(in_cash)
    .then(payment_requested{payment_method::cash, "", 1},
          payment_approved{"", chicken_total, payment_method::cash})
    .told(order_status::paid);
  CHECK(owed(tale.state()).empty());
  CHECK(tale.view().payment.status == payment_status::approved);
  CHECK(tale.view().payment.method == payment_method::cash);
  CHECK(tale.view().payment.captured == chicken_total);
  CHECK(tale.view().payment.cash == chicken_total);
  CHECK(tale.view().payment.key.empty());
  tale.when(in_cash).then_nothing(); // T20
  tale.when(order_recovered{}).then_nothing();
}

SCENARIO("cash with a token is the gateway's, and a brand that pays inside ordering wants one") {
  given(placed(unpaid_chicken_from("azer")))
    .when(pay_order{{}, payment_method::cash, "tok_good"})
    .then(payment_requested{payment_method::cash, "tok_good", 1})
    .told_to_wait();
  auto pizza = unpaid_chicken_from("pizza");
  pizza.method = payment_method::cash;
  given().when(pizza).then_refused_at(errc::payment_required, "payment/token");
  auto azer = unpaid_chicken_from("azer");
  azer.method = payment_method::cash;
  given().when(azer).told(order_status::placed);
}

SCENARIO("what was paid in cash goes back in cash, in the append that gives it up", "[I1]") {
  const auto asked = unpaid_chicken_from("azer");
  GIVEN("a cancelling by the customer") {
    auto tale = given(paid_in_cash(asked));
    tale.when(cancelled_by(cancel_party::customer, "no"))
      .then(cancel_requested{cancel_party::customer, cancel_cause::customer, "no", chicken_total},
            payment_refunded{chicken_total, true}, order_cancelled{cancel_cause::customer});
    CHECK(tale.view().payment.status == payment_status::refunded);
    CHECK(tale.view().payment.refunded == chicken_total);
    CHECK(tale.view().payment.cash_refunded == chicken_total);
    CHECK(owed(tale.state()).empty());
  }
  GIVEN("a rejection") {
    auto tale = given(paid_in_cash(asked));
    tale.when(reject_order{{}, "no chicken", 1})
      .then(
        order_rejected{"no chicken", 1},
        cancel_requested{cancel_party::store, cancel_cause::rejected, "no chicken", chicken_total},
        payment_refunded{chicken_total, true}, order_cancelled{cancel_cause::rejected});
  }
  GIVEN("a store that does not answer (T7)") {
    auto tale = given(paid_in_cash(asked));
    tale.after(300s).when(timer_due{});
    CHECK(tale.view().status == order_status::cancelled);
    CHECK(tale.view().payment.cash_refunded == chicken_total);
  }
}

SCENARIO("cash pays although an earlier attempt may still be taken; that money goes back", "[I1]") {
  auto tale = given(given_up(unpaid_chicken_from("azer")));
  tale.when(in_cash).told(order_status::paid);
  CHECK(tale.owes<owe_look_up>()); // The earlier attempt is not forgotten.
  tale.after(1min)
    .when_answered<owe_look_up>(approved())
    .then(late_capture_found{"pk-1", chicken_total});
  CHECK(tale.debt<owe_refund>() == owe_refund{"pk-1", chicken_total, true, 1});
  CHECK(tale.view().status == order_status::paid);
  WHEN("the gateway gives it back") {
    tale.when_answered<owe_refund>(refunded())
      .then(payment_refunded{chicken_total, false, chicken_total});
    CHECK(tale.view().payment.status == payment_status::partly_refunded);
    tale.when(in_cash).then_nothing(); // T20: paid is paid.
    tale.when(cancelled_by(cancel_party::customer));
    CHECK(tale.view().status == order_status::cancelled);
    CHECK(tale.view().payment.captured == tale.view().payment.refunded);
    CHECK(refunded_by_gateway(tale.view().payment) == chicken_total);
  }
  WHEN("the order is cancelled while the gateway still has it") {
    tale.when(cancelled_by(cancel_party::customer));
    CHECK(tale.view().status == order_status::cancelling);
    CHECK(tale.view().payment.refund_due == chicken_total);
    tale.when_answered<owe_refund>(refunded())
      .then(payment_refunded{chicken_total}, order_cancelled{cancel_cause::customer});
    CHECK(tale.view().payment.status == payment_status::refunded);
  }
}

SCENARIO("an attempt in flight decides, whoever brings cash meanwhile") {
  auto tale = given(placed(unpaid_chicken_from("azer"))
                    + payment_requested{payment_method::card, "tok_good", 1});
  tale.when(in_cash).then_nothing().told_to_wait();
}

SCENARIO("A22 azer sets the delivery fee when it comes to paying", "[004]") {
  auto tale = given(placed(unpaid_chicken_from("azer")));
  tale.when(pay_order{{}, payment_method::card, "tok_good", money{5'000}})
    .then(delivery_fee_set{money{5'000}},
          payment_requested{payment_method::card, "tok_good", 1, money{23'000}});
  CHECK(tale.view().total == money{23'000});
  CHECK(tale.view().delivery_fee == money{5'000});
  CHECK(tale.debt<owe_authorise>().amount == money{23'000});
  WHEN("the same is said again while it is decided") {
    tale.when(pay_order{{}, payment_method::card, "tok_good", money{5'000}}).then_nothing();
  }
  WHEN("another fee is named while it is decided") {
    tale.when(pay_order{{}, payment_method::card, "tok_good", money{6'000}})
      .then_refused(errc::payment_in_flight, "placed");
  }
  WHEN("the gateway approves (T2: the amount is the total)") {
    tale.when_answered<owe_authorise>(approved(money{23'000}))
      .then(payment_approved{"pk-1", money{23'000}, payment_method::card});
    tale.when(pay_order{{}, payment_method::card, "tok_good", money{9'000}}).then_nothing();
    CHECK(tale.view().total == money{23'000});
  }
  WHEN("the gateway took the former total") {
    tale.when_answered<owe_authorise>(approved(chicken_total))
      .then(late_capture_found{"pk-1", chicken_total},
            payment_failed{"amount_mismatch", false, money{23'000}});
  }
}

SCENARIO("a fee is set with cash, too, and left alone where it is the same") {
  given(placed(unpaid_chicken_from("azer")))
    .when(pay_order{{}, payment_method::cash, {}, money{0}})
    .then(delivery_fee_set{money{0}}, payment_requested{payment_method::cash, "", 1, chicken_price},
          payment_approved{"", chicken_price, payment_method::cash});
  given(placed(unpaid_chicken_from("azer")))
    .when(pay_order{{}, payment_method::card, "tok_good", fee})
    .then(payment_requested{payment_method::card, "tok_good", 1});
}

SCENARIO("a fee is refused where it is known before, and where it is no amount") {
  const auto with_fee = [](money amount) {
    return pay_order{{}, payment_method::card, "tok_good", amount};
  };
  given(placed(unpaid_chicken_from("dongne")))
    .when(with_fee(money{5'000}))
    .then_refused(errc::state_conflict, "placed");
  auto tale = given(placed(unpaid_chicken_from("azer")));
  tale.when(with_fee(money{-1})).then_refused_at(errc::value_invalid, "delivery_fee");
  tale.when(with_fee(largest_amount)).then_refused_at(errc::amount_too_large, "delivery_fee");
  given(placed(unpaid_chicken_from("azer"))
        + cancel_requested{cancel_party::customer, cancel_cause::customer, "", {}}
        + order_cancelled{cancel_cause::customer})
    .when(with_fee(money{1}))
    .then_refused(errc::state_conflict, "cancelled");
}

} // namespace baedal::test
