#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

namespace {

const pick_order kim_picks{rider_asks(kim)};

} // namespace

SCENARIO("T12 a job that nobody picks is offered three times more, then operations are told (M6)") {
  auto tale = given(awaiting_rider(chicken_from("dongne")));
  tale.after(600s - 1ms).when(timer_due{}).then_nothing();
  tale.after(1ms);
  for (const auto offer : {2, 3, 4}) {
    tale.when(timer_due{}).then(job_offered_again{});
    CHECK(tale.view().delivery.offers == offer);
    CHECK(tale.view().delivery.status == delivery_status::available);
    CHECK(tale.view().status == order_status::awaiting_rider);
    CHECK(next_timer(tale.state()) == tale.now() + 600s);
    tale.after(600s);
  }
  tale.when(timer_due{}).then(alert_raised{alert_kind::no_rider});
  CHECK_FALSE(next_timer(tale.state()));
  tale.when(kim_picks).then(pick_claimed{kim});
  CHECK(tale.debt<owe_assign_rider>().offer == 4);
  WHEN("the rider who takes it after all lets it lie, and nobody else comes") {
    tale.when_answered<owe_assign_rider>(answer());
    tale.after(600s).when(timer_due{}).then(pick_withdrawn{kim, true});
    tale.after(600s).when(timer_due{}).then(alert_raised{alert_kind::no_rider});
    CHECK_FALSE(next_timer(tale.state()));
  }
}

SCENARIO("T12 the brand says how often a job is offered before operations are told") {
  auto policy = policy_of("dongne");
  policy.offers_before_alert = 1;
  policy.pick_timeout = 60s;
  auto tale = given(awaiting_rider(with_policy(chicken_from("dongne"), policy)));
  tale.after(60s).when(timer_due{}).then(job_offered_again{});
  tale.after(60s).when(timer_due{}).then(alert_raised{alert_kind::no_rider});
}

SCENARIO("rank 7: who gave a job back is asked again once nobody else wants it", "[T10][T12]") {
  auto tale = given(picked(chicken_from("dongne")));
  tale.when(withdraw_order{rider_asks(kim)});
  tale.when(kim_picks).then_refused(errc::former_rider, "awaiting_rider");
  tale.after(600s).when(timer_due{}).then(job_offered_again{});
  CHECK(tale.view().delivery.offers == 3);
  tale.when(kim_picks).then(pick_claimed{kim});
}

SCENARIO("T12 orders whose journals tell of one offer and an alert are as they were") {
  auto tale = given(awaiting_rider(chicken_from("dongne")) + alert_raised{alert_kind::no_rider});
  CHECK(tale.view().delivery.offers == 1);
  CHECK_FALSE(next_timer(tale.state()));
  tale.when(kim_picks).then(pick_claimed{kim});
}

} // namespace baedal::test
