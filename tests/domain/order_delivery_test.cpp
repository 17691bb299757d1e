#include "domain/job.hpp"
#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

namespace {

const pick_order kim_picks{rider_asks(kim)};
const pick_order lee_picks{rider_asks(lee)};

} // namespace

SCENARIO("T10 a pick is claimed, asked of the rider, and only then answered (D8)") {
  auto tale = given(awaiting_rider(chicken_from("dongne")));
  tale.when(kim_picks).then(pick_claimed{kim}).told_to_wait();
  CHECK(tale.find<owe_assign_rider>()->receiver == entity_key{entity_kind::rider, "kim"});
  CHECK(tale.debt<owe_assign_rider>() == owe_assign_rider{"mapo", geo_point{37.55, 126.91}, 1});
  const auto version = tale.view().version;
  WHEN("the rider takes it") {
    tale.when_answered<owe_assign_rider>(answer()).then(delivery_picked{kim});
    CHECK(tale.view().status == order_status::out_for_delivery);
    CHECK(tale.view().delivery.status == delivery_status::picked);
    CHECK(tale.view().delivery.rider == kim);
    tale.when(kim_picks).then_nothing().told(order_status::out_for_delivery);
    tale.when(lee_picks).then_refused(errc::already_claimed, "out_for_delivery");
  }
  WHEN("the rider cannot") {
    const auto why =
      GENERATE(errc::rider_busy, errc::rider_offline, errc::rider_too_far, errc::rider_unknown);
    tale.when_answered<owe_assign_rider>(answer(why)).then(pick_released{kim, why});
    CHECK(outcome_of(tale.state(), kim_picks)->code() == why);
    CHECK(tale.view().version == version);
    CHECK(owed(tale.state()).empty());
    tale.when(lee_picks).then(pick_claimed{lee});
  }
  WHEN("the rider is down, the claim stays until it resolves itself") {
    tale.when_answered<owe_assign_rider>(answer(errc::unavailable)).then_nothing();
    CHECK(tale.owes<owe_assign_rider>());
    tale.when(kim_picks).then_nothing().told_to_wait();
  }
  WHEN("another rider comes second") {
    tale.when(lee_picks).then_refused(errc::already_claimed, "awaiting_rider");
  }
  WHEN("the order is cancelled meanwhile") {
    tale.when(cancelled_by(cancel_party::store, "fire"));
    CHECK_FALSE(tale.owes<owe_assign_rider>());
    CHECK(tale.find<owe_release_rider>()->receiver == entity_key{entity_kind::rider, "kim"});
    CHECK(outcome_of(tale.state(), kim_picks)->code() == errc::state_conflict);
  }
}

SCENARIO("T10 nothing is picked without a rider, before it is cooked, or from an own courier") {
  given(awaiting_rider(chicken_from("dongne")))
    .when(pick_order{})
    .then_refused_at(errc::value_invalid, "rider_id");
  given(cooking(chicken_from("dongne")))
    .when(kim_picks)
    .then_refused(errc::state_conflict, "cooking");
  given(awaiting_rider(chicken_from("pizza"))).when(kim_picks).then_refused(errc::state_conflict);
  given(awaiting_rider(chicken_from("hansik"))).when(kim_picks).then(pick_claimed{kim});
}

SCENARIO("T11 the rider who picked departs") {
  auto tale = given(picked(chicken_from("dongne")));
  tale.when(start_delivery{rider_asks(lee)}).then_refused_at(errc::not_yours, "rider_id");
  tale.when(start_delivery{rider_asks(kim)}).then(delivery_started{});
  CHECK(tale.view().delivery.status == delivery_status::in_transit);
  tale.when(start_delivery{}).then_nothing();
  tale.when(kim_picks).then_refused(errc::state_conflict);
}

SCENARIO("T11 brands whose riders come from outside need one, the others do not") {
  given(awaiting_rider(chicken_from("dongne")))
    .when(start_delivery{})
    .then_refused(errc::no_rider, "awaiting_rider");
  given(awaiting_rider(chicken_from("dongne"))).when(deliver_order{}).then_refused(errc::no_rider);
  given(awaiting_rider(chicken_from("pizza"))).when(start_delivery{}).then(delivery_started{});
  given(awaiting_rider(chicken_from("hansik"))).when(start_delivery{}).then(delivery_started{});
}

SCENARIO("T11 an own courier who is faster than a claiming rider sends the rider home") {
  auto tale = given(awaiting_rider(chicken_from("hansik")) + pick_claimed{kim});
  tale.when(start_delivery{}).then(delivery_started{});
  CHECK(tale.owes<owe_release_rider>());
  CHECK(outcome_of(tale.state(), kim_picks)->code() == errc::state_conflict);
}

SCENARIO("T12 a rider withdraws and the job is offered again") {
  auto tale = given(picked(chicken_from("dongne")));
  tale.when(withdraw_order{rider_asks(kim)}).then(pick_withdrawn{kim, false});
  CHECK(tale.view().status == order_status::awaiting_rider);
  CHECK(tale.view().delivery.status == delivery_status::available);
  CHECK(tale.view().delivery.offers == 2);
  CHECK_FALSE(tale.view().delivery.rider);
  CHECK(tale.owes<owe_release_rider>());
  tale.when(withdraw_order{rider_asks(kim)}).then_nothing();
  tale.when(withdraw_order{rider_asks(lee)}).then_refused(errc::no_rider);
  tale.when(lee_picks);
  CHECK(tale.debt<owe_assign_rider>().offer == 2);
  tale.when_answered<owe_assign_rider>(answer());
  tale.when(withdraw_order{rider_asks(kim)}).then_refused(errc::not_yours);
}

SCENARIO("T12 a rider who picked and does not leave loses the job; operations hear of the third") {
  auto tale = given(picked(chicken_from("dongne")));
  tale.after(600s).when(timer_due{}).then(pick_withdrawn{kim, true});
  CHECK(tale.view().status == order_status::awaiting_rider);
  tale.when(lee_picks).when_answered<owe_assign_rider>(answer());
  tale.after(600s).when(timer_due{}).then(pick_withdrawn{lee, true});
  tale.when(kim_picks).when_answered<owe_assign_rider>(answer());
  tale.after(600s)
    .when(timer_due{})
    .then(pick_withdrawn{kim, true}, alert_raised{alert_kind::no_rider});
  CHECK(tale.view().status == order_status::awaiting_rider);
}

SCENARIO("rank 7: who gave a job back, or let it lie, comes after all others", "[T10][T12]") {
  auto tale = given(picked(chicken_from("dongne")));
  if (GENERATE(true, false))
    tale.when(withdraw_order{rider_asks(kim)});
  else
    tale.after(600s).when(timer_due{});
  CHECK(tale.view().delivery.former_riders == std::vector{kim});
  tale.when(kim_picks).then_refused(errc::former_rider, "awaiting_rider");
  WHEN("another rider takes it") {
    tale.when(lee_picks).then(pick_claimed{lee});
    tale.when(kim_picks).then_refused(errc::former_rider);
  }
  WHEN("another rider gives it back, too") {
    tale.when(lee_picks).when_answered<owe_assign_rider>(answer());
    tale.when(withdraw_order{rider_asks(lee)});
    CHECK(tale.view().delivery.offers == 3);
    THEN("the third offer is for everybody") {
      tale.when(kim_picks).then(pick_claimed{kim});
    }
  }
}

SCENARIO("rank 7: the list of jobs leaves out what a rider may not pick", "[T12]") {
  rider_view near;
  near.id = kim;
  near.area = "mapo";
  auto tale = given(picked(chicken_from("dongne")));
  tale.when(withdraw_order{rider_asks(kim)});
  CHECK_FALSE(is_shown_to(near, tale.view()));
  near.id = lee;
  CHECK(is_shown_to(near, tale.view()));
  near.id = kim;
  auto third = tale.view();
  third.delivery.offers = 3;
  CHECK(is_shown_to(near, third));
  near.area = "gangnam";
  CHECK(is_shown_to(near, third));
  third.delivery.offers = 1;
  third.delivery.former_riders.clear();
  CHECK_FALSE(is_shown_to(near, third));
}

SCENARIO("design 9: while no rider is assigned, a rider command other than pick is a conflict") {
  GIVEN("a brand whose store may deliver itself") {
    auto tale = given(awaiting_rider(chicken_from("hansik")));
    tale.when(start_delivery{rider_asks(kim)}).then_refused(errc::no_rider, "awaiting_rider");
    tale.when(deliver_order{rider_asks(kim)}).then_refused(errc::no_rider);
    tale.when(report_accident{rider_asks(kim), "fell"}).then_refused(errc::no_rider);
    tale.when(withdraw_order{rider_asks(kim)}).then_refused(errc::no_rider);
    tale.when(start_delivery{}).then(delivery_started{});
    tale.when(deliver_order{rider_asks(kim)}).then_refused(errc::no_rider, "out_for_delivery");
    tale.when(report_accident{rider_asks(kim), "fell"}).then_refused(errc::no_rider);
    tale.when(deliver_order{}).then(delivery_completed{}, order_completed{false});
  }
  GIVEN("a brand of own couriers: whoever is named is one of them") {
    auto tale = given(awaiting_rider(chicken_from("pizza")));
    tale.when(start_delivery{rider_asks(kim)}).then(delivery_started{});
    tale.when(deliver_order{rider_asks(kim)}).then(delivery_completed{}, order_completed{false});
  }
}

SCENARIO("T12 nothing is withdrawn that is under way, or that nobody has") {
  given(in_transit(chicken_from("dongne")))
    .when(withdraw_order{})
    .then_refused(errc::state_conflict, "out_for_delivery");
  given(awaiting_rider(chicken_from("dongne"))).when(withdraw_order{}).then_refused(errc::no_rider);
}

SCENARIO("T13 delivering ends with the courier, or waits for the customer, as the brand says") {
  auto pizza = given(in_transit(chicken_from("pizza")));
  pizza.when(deliver_order{}).then(delivery_completed{}, order_completed{false});
  CHECK(pizza.view().status == order_status::completed);
  CHECK(pizza.view().delivery.status == delivery_status::delivered);
  pizza.after(1h).when(deliver_order{}).then_nothing();
  for (const auto* brand : {"dongne", "azer"}) {
    auto tale = given(in_transit(chicken_from(brand)));
    tale.when(deliver_order{}).then(delivery_completed{});
    CHECK(tale.view().status == order_status::delivered);
  }
  given(paid(chicken_from("mealkit"))).when(deliver_order{}).then(delivery_completed{});
  given(cooking(chicken_from("pizza")))
    .when(deliver_order{})
    .then_refused(errc::state_conflict, "cooking");
}

SCENARIO("T13 the rider is free again after delivering (I4)") {
  auto tale = given(in_transit(chicken_from("dongne")));
  tale.when(deliver_order{rider_asks(kim)});
  CHECK(tale.find<owe_release_rider>()->receiver == entity_key{entity_kind::rider, "kim"});
  tale.when_answered<owe_release_rider>(answer()).then_nothing();
  CHECK(tale.view().delivery.rider == kim);
}

SCENARIO("T13 a delivery that takes too long is told to operations once") {
  auto tale = given(picked(chicken_from("dongne")) + delivery_started{});
  tale.after(3600s).when(timer_due{}).then(alert_raised{alert_kind::delivery_late});
  CHECK_FALSE(next_timer(tale.state()));
}

SCENARIO("T14 the customer confirms, early where the brand leaves it to the customer") {
  given(delivered(chicken_from("dongne"))).when(confirm_order{}).then(order_completed{false});
  given(in_transit(chicken_from("dongne")))
    .when(confirm_order{})
    .then(delivery_completed{}, order_completed{false});
  given(paid(chicken_from("mealkit")))
    .when(confirm_order{})
    .then(delivery_completed{}, order_completed{false});
  given(in_transit(chicken_from("azer")))
    .when(confirm_order{})
    .then_refused(errc::state_conflict, "out_for_delivery");
  given(delivered(chicken_from("azer"))).when(confirm_order{}).then(order_completed{false});
  given(completed(chicken_from("dongne"))).when(confirm_order{}).then_nothing();
}

SCENARIO("T14 001-X2 a completed order is counted once, and raises the grade where it should",
         "[M4.8]") {
  auto tale = given(delivered(chicken_from("dongne")));
  tale.when(confirm_order{});
  CHECK(tale.view().delivery.status == delivery_status::confirmed);
  CHECK(tale.find<owe_count_completion>()->receiver == entity_key{entity_kind::customer, "c1"});
  CHECK(tale.debt<owe_count_completion>()
        == owe_count_completion{brand_id{"dongne"}, 1, true, {"kakao", "sms"}});
  auto azer = given(delivered(chicken_from("azer")));
  azer.when(confirm_order{});
  CHECK_FALSE(azer.debt<owe_count_completion>().raises_grade);
}

SCENARIO("T15 what nobody confirms confirms itself: food after a day, parcels after seven") {
  auto food = given(delivered(chicken_from("dongne")));
  food.after(24h - 1ms).when(timer_due{}).then_nothing();
  food.after(1ms).when(timer_due{}).then(order_completed{true});
  CHECK_FALSE(next_timer(food.state()));
  auto parcel = given(paid(chicken_from("mealkit")) + delivery_completed{});
  CHECK(next_timer(parcel.state()) == parcel.now() + 24h * 7);
}

SCENARIO("T21 deliver after a confirmation of its own is a conflict") {
  given(completed(chicken_from("dongne")))
    .when(deliver_order{})
    .then_refused(errc::state_conflict, "completed");
}

} // namespace baedal::test
