#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

SCENARIO("T16 a customer cancels in time and gets everything back", "[M4.9]") {
  const auto brand = GENERATE("pizza", "dongne", "hansik", "mealkit", "azer");
  auto tale = given(paid(chicken_from(brand)));
  tale.when(cancelled_by(cancel_party::customer, "changed my mind"))
    .then(cancel_requested{cancel_party::customer, cancel_cause::customer, "changed my mind",
                           chicken_total})
    .told(order_status::cancelling);
  CHECK(tale.view().delivery.status == delivery_status::cancelled);
  CHECK(tale.debt<owe_refund>() == owe_refund{"pk-1", chicken_total, true, 1});
  CHECK(tale.view().hidden == (std::string_view{brand} == "dongne"));
  tale.when(cancelled_by(cancel_party::customer)).then_nothing();
  tale.when_answered<owe_refund>(refunded())
    .then(payment_refunded{chicken_total}, order_cancelled{cancel_cause::customer});
  CHECK(tale.view().payment.status == payment_status::refunded);
  tale.when(cancelled_by(cancel_party::customer)).then_nothing().told(order_status::cancelled);
}

SCENARIO("T16 an unpaid order is cancelled in one append") {
  given(placed(unpaid_chicken_from("azer")))
    .when(cancelled_by(cancel_party::customer))
    .then(cancel_requested{cancel_party::customer, cancel_cause::customer, "", money{0}},
          order_cancelled{cancel_cause::customer});
}

SCENARIO("T16 customer_cancel_until decides how long, and later is too late",
         "[K6]") {
  auto policy = policy_of("dongne");
  const auto asked = [&](cancel_limit limit) {
    policy.customer_cancel_until = limit;
    return with_policy(chicken_from("dongne"), policy);
  };
  const auto mine = cancelled_by(cancel_party::customer);
  for (const auto limit : {cancel_limit::production_start, cancel_limit::cooking_start}) {
    CHECK(decide(given(accepted(asked(limit))).state(), mine, noon));
    for (const auto& past : {cooking(asked(limit)), awaiting_rider(asked(limit)),
                             picked(asked(limit)), in_transit(asked(limit))})
      given(past).when(mine).then_refused(errc::too_late_to_cancel);
  }
  const auto until_completion = asked(cancel_limit::completion);
  for (const auto& past : {cooking(until_completion), awaiting_rider(until_completion),
                           picked(until_completion), in_transit(until_completion)})
    CHECK(decide(given(past).state(), mine, noon));
  given(delivered(until_completion)).when(mine).then_refused(errc::too_late_to_cancel,
                                                             "delivered");
  given(completed(until_completion)).when(mine).then_refused(errc::too_late_to_cancel,
                                                             "completed");
}

SCENARIO("T17 store and operations cancel before the hand-over, with a reason") {
  const auto party = GENERATE(cancel_party::store, cancel_party::ops);
  const auto asked = chicken_from("dongne");
  given(cooking(asked)).when(cancelled_by(party)).then_refused_at(errc::reason_required, "reason");
  for (const auto& past : {placed(unpaid_chicken_from("dongne")), paid(asked), accepted(asked),
                           cooking(asked), awaiting_rider(asked), picked(asked),
                           in_transit(asked)}) {
    auto tale = given(past);
    tale.when(cancelled_by(party, "fire"));
    CHECK(tale.view().cancelled_for
          == (party == cancel_party::store ? cancel_cause::store : cancel_cause::ops));
    CHECK(tale.view().payment.refund_due == tale.view().payment.captured);
    CHECK_FALSE(tale.view().hidden);
  }
  given(delivered(asked)).when(cancelled_by(party, "fire")).then_refused(errc::state_conflict,
                                                                         "delivered");
}

SCENARIO("T17 nothing goes back where the customer is at fault after cooking began") {
  const auto reason = GENERATE("customer_fault", "no_show");
  const auto asked = chicken_from("dongne");
  given(in_transit(asked))
    .when(cancelled_by(cancel_party::store, reason))
    .then(cancel_requested{cancel_party::store, cancel_cause::store, reason, money{0}});
  given(paid(asked))
    .when(cancelled_by(cancel_party::store, reason))
    .then(cancel_requested{cancel_party::store, cancel_cause::store, reason, chicken_total});
}

SCENARIO("T18 an accident cancels, refunds in full and returns no stock (002-X1)",
         "[M4.11]") {
  auto tale = given(in_transit(chicken_from("hansik")));
  tale.when(report_accident{{}, "fell over"})
    .then(accident_reported{"fell over"},
          cancel_requested{cancel_party::system, cancel_cause::accident, "fell over",
                           chicken_total});
  CHECK(tale.view().delivery.status == delivery_status::damaged);
  tale.when(report_accident{{}, "fell over"}).then_nothing();
  tale.when_answered<owe_refund>(refunded());
  CHECK(tale.view().cancelled_for == cancel_cause::accident);
  CHECK(tale.view().status == order_status::cancelled);
  given(cooking(chicken_from("hansik"))).when(report_accident{}).then_refused(
    errc::state_conflict, "cooking");
  given(completed(chicken_from("hansik"))).when(report_accident{}).then_refused(
    errc::state_conflict, "completed");
  given(in_transit(chicken_from("pizza"))).when(report_accident{}).then_refused(
    errc::state_conflict, "out_for_delivery");
}

SCENARIO("T18 goods destroyed in an accident stay sold", "[M4.11]") {
  auto policy = policy_of("hansik");
  const auto asked = with_policy(kits_from("hansik"), policy);
  auto tale = given(in_transit(asked));
  CHECK(tale.state().stock_committed);
  tale.when(report_accident{});
  CHECK_FALSE(tale.owes<owe_release_stock>());
  CHECK(tale.owes<owe_settle_stock>());
  CHECK_FALSE(tale.owes<owe_commit_stock>()); // Part of the settling.
}

SCENARIO("D7 the end of an order settles its stock, and only where there is some") {
  GIVEN("an order of limited goods that its customer confirms") {
    auto tale = given(delivered(kits_from("hansik")));
    CHECK(tale.state().stock_reserved);
    CHECK_FALSE(tale.owes<owe_settle_stock>());
    tale.when(confirm_order{}).then(order_completed{});
    const auto settle = tale.find<owe_settle_stock>()->number;
    THEN("the store is told, after all that older journals numbered") {
      CHECK(settle == tale.state().last_obligation);
      CHECK(settle == tale.find<owe_count_completion>()->number + 1);
      CHECK(tale.find<owe_settle_stock>()->receiver
            == entity_key{entity_kind::store, store_of("hansik").value});
    }
    THEN("it is owed until the store has answered") {
      tale.when_answered<owe_settle_stock>(answer(errc::unavailable)).then_nothing();
      CHECK(tale.owes<owe_settle_stock>());
      auto settled = given(delivered(kits_from("hansik")) + order_completed{}
                           + obligations_settled{{settle}});
      CHECK_FALSE(settled.owes<owe_settle_stock>());
      CHECK_FALSE(settled.state().stock_reserved);
    }
  }
  GIVEN("orders that hold nothing at the store") {
    CHECK_FALSE(given(completed(chicken_from("hansik"))).owes<owe_settle_stock>());
    auto given_back = given(paid(kits_from("hansik")));
    given_back.when(cancelled_by(cancel_party::ops, "storm"));
    CHECK(given_back.owes<owe_release_stock>());
    CHECK_FALSE(given_back.owes<owe_settle_stock>());
  }
}

SCENARIO("T19 a cancelling ends with its last compensation, whichever that is") {
  auto past = kits_from("dongne");
  past.token.clear();
  auto tale = given(in_checkout(past) + stock_reserved{} + order_placed{std::nullopt, true, "b"}
                    + payment_requested{payment_method::card, "tok_good", 1}
                    + payment_approved{"pk-1", money{21'000}, payment_method::card}
                    + order_accepted{} + cooking_started{} + cooking_finished{}
                    + pick_claimed{kim} + delivery_picked{kim});
  tale.when(cancelled_by(cancel_party::ops, "storm"));
  CHECK_FALSE(tale.owes<owe_commit_stock>());
  const auto stock = tale.find<owe_release_stock>()->number;
  const auto rider = tale.find<owe_release_rider>()->number;
  tale.when_answered<owe_release_stock>(answer(errc::unavailable)).then_nothing();
  tale.when_answered<owe_release_rider>(answer()).then(obligations_settled{{rider}});
  tale.when_answered<owe_refund>(refunded(money{21'000}))
    .then(payment_refunded{money{21'000}});
  CHECK(tale.view().status == order_status::cancelling);
  tale.when_answered<owe_release_stock>(answer())
    .then(obligations_settled{{stock}}, order_cancelled{cancel_cause::ops});
  CHECK(owed(tale.state()).empty());
}

SCENARIO("T19 a rider who withdrew earlier does not hold the cancelling up") {
  const auto no_fault = chicken_from("dongne");
  auto tale = given(picked(no_fault) + pick_withdrawn{kim, false});
  const auto release = tale.find<owe_release_rider>()->number;
  tale.when_answered<owe_release_rider>(answer()).then_nothing();
  tale.when(cancelled_by(cancel_party::ops, "no_show"))
    .then(cancel_requested{cancel_party::ops, cancel_cause::ops, "no_show", money{0}},
          order_cancelled{cancel_cause::ops});
  CHECK(tale.find<owe_release_rider>()->number == release);
}

SCENARIO("D7 an acknowledgement is journaled before a later obligation to the same receiver") {
  auto tale = given(picked(chicken_from("dongne")) + pick_withdrawn{kim, false}
                    + pick_claimed{kim});
  const auto release = tale.find<owe_release_rider>()->number;
  tale.when_answered<owe_release_rider>(answer(errc::unavailable)).then_nothing();
  tale.when_answered<owe_release_rider>(answer()).then(obligations_settled{{release}});
  tale.when_answered<owe_assign_rider>(answer()).then(delivery_picked{kim});
}

SCENARIO("T20 a repeated command changes nothing and is answered with the present state") {
  const auto asked = chicken_from("dongne");
  given(paid(asked)).when(pay_order{}).then_nothing().told(order_status::paid);
  given(accepted(asked)).when(accept_order{}).then_nothing().told(order_status::accepted);
  given(cooking(asked)).when(start_cooking{}).then_nothing().told(order_status::cooking);
  given(awaiting_rider(asked)).when(finish_cooking{}).then_nothing();
  given(picked(asked)).when(pick_order{rider_asks(kim)}).then_nothing();
  given(in_transit(asked)).when(start_delivery{}).then_nothing();
  given(delivered(asked)).when(deliver_order{}).then_nothing().told(order_status::delivered);
  given(completed(asked)).when(confirm_order{}).then_nothing().told(order_status::completed);
}

SCENARIO("T21 every other pair is a conflict that names the present state") {
  const auto asked = chicken_from("dongne");
  const std::vector<order_command> forward{accept_order{},   start_cooking{},  finish_cooking{},
                                           start_delivery{}, withdraw_order{}, deliver_order{},
                                           confirm_order{},  report_accident{}};
  for (const auto& past : {completed(asked), paid(asked) + cancel_requested{cancel_party::store,
                                                                            cancel_cause::store,
                                                                            "x", money{0}}})
    for (const auto& command : forward) {
      const auto tale = given(past);
      const auto decided = decide(tale.state(), command, tale.now());
      if (decided) {
        CHECK(decided->empty());
        CHECK(std::holds_alternative<confirm_order>(command));
        continue;
      }
      CHECK((decided.code() == errc::state_conflict || decided.code() == errc::no_rider));
      CHECK(decided.error().state == to_string(tale.view().status));
      CHECK_FALSE(decided.error().detail.empty());
    }
}

SCENARIO("403 an id that is not the order's is refused before the state is looked at") {
  const auto past = completed(chicken_from("dongne"));
  given(past).when(accept_order{{store_id{"other"}, {}, {}}, {}}).then_refused_at(
    errc::not_yours, "store_id");
  given(past).when(cancel_order{{{}, {}, customer_id{"other"}}, cancel_party::customer, ""})
    .then_refused_at(errc::not_yours, "customer_id");
  given(past).when(deliver_order{rider_asks(lee)}).then_refused_at(errc::not_yours, "rider_id");
  given(past).when(confirm_order{{store_of("dongne"), kim, the_customer}}).then_nothing();
}

SCENARIO("404 an order that was never placed takes no commands") {
  given().when(accept_order{}).then_refused(errc::order_unknown);
  given().when(cancelled_by(cancel_party::customer)).then_refused(errc::order_unknown);
  given(in_checkout(chicken_from("pizza"))).when(start_cooking{}).then_refused(
    errc::order_unknown);
}

SCENARIO("race: cancel and start cooking, the first one wins") {
  const auto mine = cancelled_by(cancel_party::customer);
  auto first = given(accepted(chicken_from("dongne")));
  first.when(mine).when(start_cooking{}).then_refused(errc::state_conflict, "cancelling");
  auto second = given(accepted(chicken_from("dongne")));
  second.when(start_cooking{}).when(mine).then_refused(errc::too_late_to_cancel, "cooking");
}

SCENARIO("race: reject and cancel end in one cancellation and one refund") {
  auto tale = given(paid(chicken_from("dongne")));
  tale.when(cancelled_by(cancel_party::customer));
  tale.when(reject_order{{}, "sold out", 0}).then_nothing();
  CHECK(owed(tale.state()).size() == 1);
  tale.when_answered<owe_refund>(refunded());
  CHECK(tale.view().cancelled_for == cancel_cause::customer);
  CHECK(tale.view().payment.refunded == chicken_total);
}

SCENARIO("race: accident and delivered, the first one wins (I3)") {
  auto delivered_first = given(in_transit(chicken_from("hansik")));
  delivered_first.when(deliver_order{}).when(report_accident{}).then_refused(
    errc::state_conflict, "completed");
  auto damaged_first = given(in_transit(chicken_from("hansik")));
  damaged_first.when(report_accident{}).when(deliver_order{}).then_refused(
    errc::state_conflict, "cancelling");
}

} // namespace baedal::test
