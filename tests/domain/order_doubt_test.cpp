#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

namespace {

constexpr auto unknown = gateway_answer::verdict::unknown;
constexpr auto unavailable = gateway_answer::verdict::unavailable;
constexpr auto not_found = gateway_answer::verdict::not_found;

history in_doubt(const place_order& asked) {
  return in_checkout(asked) + payment_timed_out{};
}

} // namespace

SCENARIO("M6 a payment without an answer is asked for, never guessed") {
  const auto asked = chicken_from("pizza");
  auto tale = given(in_checkout(asked));
  tale.when_answered<owe_authorise>(gateway_says(unknown)).then(payment_timed_out{});
  CHECK(outcome_of(tale.state(), asked)->code() == errc::payment_unknown);
  CHECK(outcome_of(tale.state(), asked)->error().subject == "o1");
  CHECK_FALSE(tale.owes<owe_authorise>());
  WHEN("the customer repeats with the key meanwhile") {
    tale.when(asked).then_nothing().told_refusal(errc::payment_unknown);
  }
  WHEN("the look-up cannot reach the gateway either") {
    tale.when_answered<owe_look_up>(gateway_says(unavailable)).then_nothing();
    tale.when_answered<owe_look_up>(gateway_says(unknown)).then_nothing();
    CHECK(tale.owes<owe_look_up>());
  }
  WHEN("the look-up finds the money") {
    tale.after(2s)
      .when_answered<owe_look_up>(approved())
      .then(order_placed{std::nullopt, true, "body-1"},
            payment_approved{"pk-1", chicken_total, payment_method::card});
    tale.when(asked).then_nothing().told(order_status::paid);
  }
  WHEN("the look-up finds that all of it was given back since") {
    auto reversed = approved();
    reversed.refunded_total = chicken_total;
    tale.when_answered<owe_look_up>(reversed).then(
      checkout_failed{errc::payment_declined, "PAYMENT_REVERSED", true});
  }
  WHEN("the look-up finds a decline") {
    tale.when_answered<owe_look_up>(declined())
      .then(checkout_failed{errc::payment_declined, "REJECT_CARD", true});
  }
}

SCENARIO("M6 'not found' means failed only when the settle time is over") {
  const auto asked = chicken_from("pizza");
  auto tale = given(in_doubt(asked));
  tale.after(59s).when_answered<owe_look_up>(gateway_says(not_found)).then_nothing();
  tale.after(1s)
    .when_answered<owe_look_up>(gateway_says(not_found))
    .then(checkout_failed{errc::unavailable, "not_found", true});
  const auto given_up = tale.now();
  THEN("look-ups go on after 1 and 10 minutes, 1 and 24 hours") {
    for (const auto later : {1min, 10min, 60min, 1440min}) {
      const auto* look_up = tale.find<owe_look_up>();
      REQUIRE(look_up);
      CHECK(look_up->not_before == given_up + later);
      const auto number = look_up->number;
      tale.when_answered<owe_look_up>(gateway_says(not_found)).then(obligations_settled{{number}});
    }
    CHECK(owed(tale.state()).empty());
  }
  THEN("a capture that they find is given back whole") {
    tale.after(2min)
      .when_answered<owe_look_up>(approved())
      .then(late_capture_found{"pk-1", chicken_total});
    CHECK(tale.debt<owe_refund>() == owe_refund{"pk-1", chicken_total, true, 1});
    AND_THEN("the key stays busy until the money is back") {
      tale.when(asked).then_refused(errc::unavailable);
      tale.when_answered<owe_refund>(refunded()).then(payment_refunded{chicken_total});
      tale.when(asked).then_refused(errc::payment_declined);
      CHECK(tale.view().version == 0);
    }
  }
  THEN("another attempt under the key ends them") {
    tale.when(asked);
    CHECK_FALSE(tale.owes<owe_look_up>());
    AND_THEN("they begin again if it fails") {
      tale.when_answered<owe_authorise>(declined());
      CHECK(tale.owes<owe_look_up>());
    }
  }
}

SCENARIO("a checkout without a key whose answer was lost is undone") {
  auto asked = chicken_from("pizza");
  asked.keyed = false;
  given(in_doubt(asked))
    .when_answered<owe_look_up>(approved())
    .then(late_capture_found{"pk-1", chicken_total},
          checkout_failed{errc::unavailable, "answer_lost", true});
}

SCENARIO("M6 a new incarnation asks what became of a call that it cannot remember") {
  const auto asked = chicken_from("pizza");
  given(in_checkout(asked)).when(order_recovered{}).then(payment_timed_out{});
  given(placed(unpaid_chicken_from("dongne"))
        + payment_requested{payment_method::card, "tok_good", 1})
    .when(order_recovered{})
    .then(payment_timed_out{});
  given(paid(asked)).when(order_recovered{}).then_nothing();
  given().when(order_recovered{}).then_nothing();
}

SCENARIO("M6 a reservation survives a crash only for a customer who can ask again") {
  auto asked = kits_from("mealkit");
  given(in_checkout(asked)).when(order_recovered{}).then_nothing();
  asked.keyed = false;
  given(in_checkout(asked))
    .when(order_recovered{})
    .then(checkout_failed{errc::unavailable, "", true});
}

SCENARIO("T2 an amount other than the total never pays, and goes back") {
  given(in_checkout(chicken_from("pizza")))
    .when_answered<owe_authorise>(approved(money{1}))
    .then(late_capture_found{"pk-1", money{1}},
          checkout_failed{errc::payment_declined, "amount_mismatch", false});
  auto tale = given(placed(unpaid_chicken_from("dongne"))
                    + payment_requested{payment_method::card, "tok_good", 1});
  tale.when_answered<owe_authorise>(approved(money{1}))
    .then(late_capture_found{"pk-1", money{1}}, payment_failed{"amount_mismatch", false});
  tale.when(pay_order{{}, payment_method::card, "tok_good"})
    .then_refused(errc::payment_in_flight, "placed");
  tale.when_answered<owe_refund>(refunded(money{1}));
  tale.when(pay_order{{}, payment_method::card, "tok_good"})
    .then_refused(errc::state_conflict, "placed");
}

SCENARIO("M6 a pay step in doubt shows unknown and can be repeated once it counts as failed") {
  auto tale = given(placed(unpaid_chicken_from("azer")));
  const pay_order pay{{}, payment_method::card, "tok_good"};
  tale.when(pay).when_answered<owe_authorise>(gateway_says(unknown)).then(payment_timed_out{});
  CHECK(tale.view().payment.status == payment_status::unknown);
  tale.when(pay).then_nothing().told(order_status::placed);
  tale.after(60s)
    .when_answered<owe_look_up>(gateway_says(not_found))
    .then(payment_failed{"not_found", false});
  WHEN("the customer pays again") {
    tale.when(pay).then(payment_requested{payment_method::card, "tok_good", 2});
  }
  WHEN("the lost money turns up first") {
    tale.when_answered<owe_look_up>(approved()).then(late_capture_found{"pk-1", chicken_total});
    AND_WHEN("the pay window ends") {
      tale.after(600s).when(timer_due{});
      THEN("the order is cancelled once the money is back") {
        CHECK(tale.view().status == order_status::cancelling);
        tale.when_answered<owe_refund>(refunded());
        CHECK(tale.view().status == order_status::cancelled);
        CHECK(tale.view().payment.status == payment_status::refunded);
      }
    }
  }
}

SCENARIO("race: a late approval of a cancelled order is given back (I1)") {
  auto tale = given(placed(unpaid_chicken_from("dongne"))
                    + payment_requested{payment_method::card, "tok_good", 1});
  tale.when(cancelled_by(cancel_party::customer))
    .then(cancel_requested{cancel_party::customer, cancel_cause::customer, "", money{0}},
          order_cancelled{cancel_cause::customer});
  WHEN("the approval comes late") {
    tale.when_answered<owe_authorise>(approved()).then(late_capture_found{"pk-1", chicken_total});
    tale.when_answered<owe_refund>(refunded()).then(payment_refunded{chicken_total});
    CHECK(tale.view().status == order_status::cancelled);
    CHECK(tale.view().payment.refunded == chicken_total);
  }
  WHEN("it never answers") {
    tale.when_answered<owe_authorise>(gateway_says(unknown)).then(payment_timed_out{});
    tale.after(60s)
      .when_answered<owe_look_up>(gateway_says(not_found))
      .then(payment_failed{"not_found", false});
    tale.when_answered<owe_look_up>(approved()).then(late_capture_found{"pk-1", chicken_total});
  }
}

SCENARIO("M6 a refund is repeated until the gateway says yes or never") {
  auto tale = given(paid(chicken_from("pizza")));
  tale.when(cancelled_by(cancel_party::customer));
  CHECK(tale.view().payment.status == payment_status::refund_pending);
  tale.when_answered<owe_refund>(gateway_says(unknown)).then_nothing();
  tale.when_answered<owe_refund>(gateway_says(unavailable)).then_nothing();
  CHECK(tale.debt<owe_refund>().attempt == 1);
  WHEN("the gateway says never") {
    tale.when_answered<owe_refund>(gateway_says(gateway_answer::verdict::refund_refused))
      .then(baedal::refund_refused{"", chicken_total}, alert_raised{alert_kind::refund_refused},
            order_cancelled{cancel_cause::customer});
    CHECK(tale.view().payment.status == payment_status::refund_refused);
    THEN("it still counts as owed, and operations may try again") {
      CHECK(tale.view().payment.refund_due == chicken_total);
      tale.when(retry_refund{}).then(refund_retried{});
      CHECK(tale.debt<owe_refund>().attempt == 2);
      tale.when(retry_refund{}).then_nothing();
      tale.when_answered<owe_refund>(refunded()).then(payment_refunded{chicken_total});
      tale.when(retry_refund{}).then_nothing();
      CHECK(tale.view().payment.status == payment_status::refunded);
    }
  }
  WHEN("it gives back a part only, the rest is asked for (I1)") {
    tale.when_answered<owe_refund>(refunded(money{20'000}))
      .then(payment_refunded{money{20'000}, false, money{1'000}});
    CHECK(tale.debt<owe_refund>() == owe_refund{"pk-1", money{1'000}, true, 2});
    tale.when_answered<owe_refund>(refunded(money{1'000}))
      .then(payment_refunded{money{1'000}}, order_cancelled{cancel_cause::customer});
  }
}

SCENARIO("M6 there is nothing to retry where no refund is owed") {
  given(paid(chicken_from("pizza"))).when(retry_refund{}).then_refused(errc::state_conflict);
  given().when(retry_refund{}).then_refused(errc::order_unknown);
}

SCENARIO("D7 an answer that came before, or to nobody, changes nothing") {
  auto tale = given(paid(chicken_from("pizza")));
  tale.when(obligation_answered{1, approved()}).then_nothing();
  tale.when(obligation_answered{99, entity_answer{}}).then_nothing();
}

} // namespace baedal::test
