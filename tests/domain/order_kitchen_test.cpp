#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

SCENARIO("T5 the store accepts what is paid") {
  auto tale = given(paid(chicken_from("dongne")));
  tale.when(accept_order{{}, 20min}).then(order_accepted{tale.now() + 20min});
  CHECK(tale.view().promised_ready_at == tale.now() + 20min);
  CHECK(next_timer(tale.state()) == tale.now() + 20min); // The promise, not the answer.
  tale.when(accept_order{}).then_nothing().told(order_status::accepted);
  given(placed(unpaid_chicken_from("dongne")))
    .when(accept_order{})
    .then_refused(errc::state_conflict, "placed");
  given(paid(chicken_from("dongne")))
    .when(accept_order{{}, -1min})
    .then_refused(errc::value_invalid);
}

SCENARIO("T6 the store rejects with a reason, before it cooks, and the money goes back",
         "[M4.4]") {
  const auto asked = chicken_from("dongne");
  const auto past = GENERATE_COPY(paid(asked), accepted(asked));
  auto tale = given(past);
  tale.when(reject_order{{}, "", 0}).then_refused_at(errc::reason_required, "reason");
  tale.when(reject_order{{}, "no chicken left", 3})
    .then(order_rejected{"no chicken left", 3},
          cancel_requested{cancel_party::store, cancel_cause::rejected, "no chicken left",
                           chicken_total});
  tale.when_answered<owe_refund>(refunded())
    .then(payment_refunded{chicken_total}, order_cancelled{cancel_cause::rejected});
  CHECK(tale.view().cancelled_for == cancel_cause::rejected);
  CHECK(tale.view().cancel_reason == "no chicken left");
  CHECK(tale.view().reject_code == 3);
  CHECK_FALSE(tale.view().hidden);
  tale.when(reject_order{{}, "again", 0}).then_nothing();
  given(cooking(asked))
    .when(reject_order{{}, "too late", 0})
    .then_refused(errc::state_conflict, "cooking");
}

SCENARIO("T7 a store that does not answer loses the order, where the brand wants an answer") {
  auto tale = given(paid(chicken_from("dongne")));
  CHECK(next_timer(tale.state()) == tale.now() + 300s);
  tale.after(300s)
    .when(timer_due{})
    .then(cancel_requested{cancel_party::system, cancel_cause::no_answer,
                           "the store did not answer in time", chicken_total});
  tale.when_answered<owe_refund>(refunded());
  CHECK(tale.view().status == order_status::cancelled);
  for (const auto* brand : {"pizza", "hansik", "mealkit"})
    CHECK_FALSE(next_timer(given(paid(chicken_from(brand))).state()));
}

SCENARIO("T8 cooking starts on what is accepted, or paid where acceptance is implied") {
  given(accepted(chicken_from("dongne"))).when(start_cooking{}).then(cooking_started{});
  given(paid(chicken_from("pizza"))).when(start_cooking{}).then(cooking_started{});
  given(paid(chicken_from("hansik"))).when(start_cooking{}).then(cooking_started{});
  given(paid(chicken_from("dongne")))
    .when(start_cooking{})
    .then_refused(errc::state_conflict, "paid");
  given(placed(unpaid_chicken_from("dongne")))
    .when(start_cooking{})
    .then_refused(errc::state_conflict, "placed");
  given(cooking(chicken_from("pizza"))).when(start_cooking{}).then_nothing();
}

SCENARIO("T8 K1 no policy lets a store start an unpaid order") {
  for (const auto acceptance :
       {acceptance_mode::implicit, acceptance_mode::explicit_answer, acceptance_mode::automatic}) {
    auto policy = policy_of("dongne");
    policy.acceptance = acceptance;
    const auto past = placed(with_policy(unpaid_chicken_from("dongne"), policy));
    given(past).when(accept_order{}).then_refused(errc::state_conflict);
    given(past).when(start_cooking{}).then_refused(errc::state_conflict);
    given(past).when(start_delivery{}).then_refused(errc::state_conflict);
  }
}

SCENARIO("M1 a store that takes what comes has accepted with the payment") {
  auto policy = policy_of("dongne");
  policy.acceptance = acceptance_mode::automatic;
  const auto asked = with_policy(unpaid_chicken_from("dongne"), policy);
  given(placed(asked))
    .when(pay_order{{}, payment_method::cash, ""})
    .told(order_status::accepted);
  auto by_card = given(placed(asked));
  by_card.when(pay_order{{}, payment_method::card, "tok_good"})
    .when_answered<owe_authorise>(approved());
  CHECK(by_card.view().status == order_status::accepted);
  by_card.when(start_cooking{}).then(cooking_started{});
}

SCENARIO("T9 cooked food waits for a rider, or leaves at once", "[M4.7]") {
  auto tale = given(cooking(chicken_from("dongne")));
  tale.when(finish_cooking{}).then(cooking_finished{}).told(order_status::awaiting_rider);
  CHECK(tale.view().delivery.status == delivery_status::available);
  CHECK(tale.view().delivery.offers == 1);
  tale.when(finish_cooking{}).then_nothing();
  auto azer = given(cooking(chicken_from("azer")));
  azer.when(finish_cooking{})
    .then(cooking_finished{}, delivery_started{})
    .told(order_status::out_for_delivery);
  CHECK(azer.view().delivery.status == delivery_status::in_transit);
  azer.after(1min).when(finish_cooking{}).then_nothing();
  given(accepted(chicken_from("azer")))
    .when(finish_cooking{})
    .then_refused(errc::state_conflict, "accepted");
}

SCENARIO("azer: storeCooked starts, if that is needed, and finishes in one append", "[T8][T9]") {
  auto tale = given(accepted(chicken_from("azer")));
  tale.when(finish_cooking{{}, true})
    .then(cooking_started{}, cooking_finished{}, delivery_started{})
    .told(order_status::out_for_delivery);
  THEN("each command that it passed through counts as done (T20)") {
    tale.after(1s).when(start_cooking{}).then_nothing();
    tale.when(finish_cooking{}).then_nothing();
    tale.when(finish_cooking{{}, true}).then_nothing();
  }
  given(cooking(chicken_from("azer")))
    .when(finish_cooking{{}, true})
    .then(cooking_finished{}, delivery_started{});
  given(paid(chicken_from("pizza")))
    .when(finish_cooking{{}, true})
    .then(cooking_started{}, cooking_finished{});
  THEN("what the store has to accept first is not cooked (K3), nor what is unpaid (K1)") {
    given(paid(chicken_from("azer")))
      .when(finish_cooking{{}, true})
      .then_refused(errc::state_conflict, "paid");
    given(placed(unpaid_chicken_from("azer")))
      .when(finish_cooking{{}, true})
      .then_refused(errc::state_conflict, "placed");
    given(paid(chicken_from("mealkit")))
      .when(finish_cooking{{}, true})
      .then_refused(errc::state_conflict, "delivery_requested");
  }
}

SCENARIO("T11 hansik cooks and departs in one step") {
  auto tale = given(paid(chicken_from("hansik")));
  tale.when(start_delivery{})
    .then(cooking_started{}, delivery_started{})
    .told(order_status::out_for_delivery);
  tale.after(1s).when(start_cooking{}).then_nothing();
  tale.when(start_delivery{}).then_nothing();
  given(cooking(chicken_from("hansik"))).when(start_delivery{}).then(delivery_started{});
  THEN("no other kitchen may skip the cooking") {
    for (const auto* brand : {"pizza", "dongne", "azer"})
      given(paid(chicken_from(brand))).when(start_delivery{}).then_refused(errc::state_conflict);
  }
}

SCENARIO("T11 a pizza leaves from the oven, what must be finished does not") {
  given(cooking(chicken_from("pizza"))).when(start_delivery{}).then(delivery_started{});
  given(cooking(chicken_from("azer")))
    .when(start_delivery{})
    .then_refused(errc::state_conflict, "cooking");
  given(cooking(chicken_from("dongne")))
    .when(start_delivery{})
    .then_refused(errc::state_conflict, "cooking");
}

SCENARIO("T20 T21 once the pizza has left, cooking it again is a conflict") {
  auto tale = given(cooking(chicken_from("pizza")) + delivery_started{});
  tale.when(start_cooking{}).then_refused(errc::state_conflict, "out_for_delivery");
}

SCENARIO("a kitchen of kind none sends out what is paid") {
  auto policy = policy_of("pizza");
  policy.kitchen = kitchen_mode::none;
  given(paid(with_policy(chicken_from("pizza"), policy)))
    .when(start_delivery{})
    .then(delivery_started{});
}

} // namespace baedal::test
