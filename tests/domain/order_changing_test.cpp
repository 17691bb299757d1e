#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

namespace {

/// Two chickens and three meal kits: 36,000 + 27,000 + 3,000.
place_order feast_from(std::string_view brand) {
  auto asked = chicken_from(brand);
  asked.items = {{chicken, 2, {}, {}, {}}, {meal_kit, 3, {}, {}, {}}};
  return asked;
}

remove_item gone(const item_id& item, std::optional<std::int64_t> quantity = {}) {
  return {{}, item, quantity, "sold out"};
}

history reserved(const place_order& asked) {
  return in_checkout(asked) + stock_reserved{}
         + order_placed{std::nullopt, asked.keyed, asked.body_hash};
}

history paid_feast(const place_order& asked) {
  return reserved(asked) + payment_requested{payment_method::card, "tok_good", 1}
         + payment_approved{"pk-1", money{66'000}, payment_method::card};
}

} // namespace

SCENARIO("rank 10: the store removes what it has run out of; that part goes back", "[I1][I5]") {
  auto tale = given(paid_feast(feast_from("dongne")));
  tale.when(gone(meal_kit, 2))
    .then(line_removed{meal_kit, 2, "sold out", money{18'000}, money{18'000}})
    .told(order_status::paid);
  CHECK(tale.view().items.size() == 2);
  CHECK(tale.view().items[1].quantity == 1);
  CHECK(tale.view().removed_items.size() == 1);
  CHECK(tale.view().removed_items[0].quantity == 2);
  CHECK(tale.view().items_total == money{45'000});
  CHECK(tale.view().total == money{48'000});
  CHECK(tale.view().payment.status == payment_status::refund_pending);
  CHECK(tale.view().payment.amount == money{66'000});
  CHECK(tale.debt<owe_refund>() == owe_refund{"pk-1", money{18'000}, false, 1});
  CHECK(tale.debt<owe_hold_less>() == owe_hold_less{{{meal_kit, 1}}});
  CHECK(tale.find<owe_hold_less>()->number > tale.find<owe_commit_stock>()->number);
  THEN("the rest of it may go, too, while the first part is on its way") {
    tale.when(gone(meal_kit))
      .then(line_removed{meal_kit, 1, "sold out", money{9'000}, money{9'000}});
    CHECK(tale.debt<owe_hold_less>() == owe_hold_less{});
    CHECK(tale.debt<owe_refund>().amount == money{18'000}); // One refund at a time.
    tale.when_answered<owe_refund>(refunded(money{18'000}))
      .then(payment_refunded{money{18'000}, false, money{48'000}});
    CHECK(tale.debt<owe_refund>() == owe_refund{"pk-1", money{9'000}, false, 2});
    tale.when_answered<owe_refund>(refunded(money{9'000}));
    CHECK(tale.view().payment.status == payment_status::partly_refunded);
    CHECK(tale.view().payment.captured - tale.view().payment.refunded == tale.view().total);
    tale.when(gone(meal_kit)).then_nothing(); // T20: it is gone.
    tale.when(accept_order{}).then(order_accepted{});
    tale.when(pay_order{}).then_nothing(); // T20: it is paid.
  }
  THEN("a rejection gives back the rest") {
    tale.when(reject_order{{}, "no chicken either", 0})
      .then(order_rejected{"no chicken either", 0},
            cancel_requested{cancel_party::store, cancel_cause::rejected, "no chicken either",
                             money{48'000}});
    CHECK_FALSE(tale.owes<owe_hold_less>()); // All of it is released.
    CHECK(tale.owes<owe_release_stock>());
    tale.when_answered<owe_refund>(refunded(money{18'000}));
    CHECK(tale.debt<owe_refund>() == owe_refund{"pk-1", money{48'000}, true, 2});
  }
}

SCENARIO("rank 10: what the store does not count is removed without telling it") {
  auto tale = given(paid_feast(feast_from("dongne")));
  tale.when(gone(chicken)).then(line_removed{chicken, 2, "sold out", money{36'000}, money{36'000}});
  CHECK_FALSE(tale.owes<owe_hold_less>());
  CHECK(tale.view().items.size() == 1);
}

SCENARIO("rank 10: before it is paid the order just becomes cheaper") {
  const auto asked = feast_from("dongne");
  auto tale = given(reserved(asked));
  tale.when(gone(meal_kit)).then(line_removed{meal_kit, 3, "sold out", money{27'000}, money{0}});
  CHECK(tale.view().payment.status == payment_status::none);
  CHECK(tale.view().payment.amount == money{39'000});
  CHECK(tale.debt<owe_hold_less>() == owe_hold_less{});
  tale.when(pay_order{{}, payment_method::card, "tok_good"})
    .then(payment_requested{payment_method::card, "tok_good", 1, money{39'000}});
  CHECK(tale.debt<owe_authorise>().amount == money{39'000});
  tale.when(gone(chicken, 1)).then_refused(errc::payment_in_flight, "placed");
  tale.when_answered<owe_authorise>(approved(money{39'000}))
    .then(payment_approved{"pk-1", money{39'000}, payment_method::card});
}

SCENARIO("rank 10: an item in several lines goes from the first line on") {
  auto asked = chicken_from("dongne");
  asked.items = {{chicken, 2, {"spicy"}, {}, {}}, {chicken, 1, {"mild"}, {}, {}}};
  auto tale = given(placed(asked));
  tale.when(gone(chicken, 2));
  REQUIRE(tale.view().items.size() == 1);
  CHECK(tale.view().items[0].options == std::vector<std::string>{"mild"});
}

SCENARIO("rank 10: cash goes back in the same append") {
  const auto asked = feast_from("dongne");
  auto tale = given(reserved(asked) + payment_requested{payment_method::cash, "", 1}
                    + payment_approved{"", money{66'000}, payment_method::cash});
  tale.when(gone(meal_kit))
    .then(line_removed{meal_kit, 3, "sold out", money{27'000}, money{27'000}},
          payment_refunded{money{27'000}, true, money{39'000}});
  CHECK_FALSE(tale.owes<owe_refund>());
  CHECK(tale.view().payment.status == payment_status::partly_refunded);
}

SCENARIO("rank 10: what is refused") {
  const auto asked = feast_from("dongne");
  auto tale = given(paid_feast(asked));
  tale.when(remove_item{{}, chicken, {}, ""}).then_refused_at(errc::reason_required, "reason");
  tale.when(gone(chicken, 0)).then_refused_at(errc::value_invalid, "quantity");
  tale.when(gone(chicken, 3)).then_refused_at(errc::value_invalid, "quantity");
  tale.when(gone(item_id{"tea"})).then_refused_at(errc::item_unknown, "item_id");
  tale.when(remove_item{{store_id{"another"}, {}, {}}, chicken, {}, "sold out"})
    .then_refused_at(errc::not_yours, "store_id");
  THEN("the last line: then there is nothing to deliver") {
    tale.when(gone(meal_kit));
    tale.when(gone(chicken)).then_refused(errc::state_conflict, "paid");
    tale.when(gone(chicken, 1))
      .then(line_removed{chicken, 1, "sold out", money{18'000}, money{18'000}});
  }
  THEN("what is in the making, or over") {
    for (const auto& past : {cooking(chicken_from("dongne")), in_transit(chicken_from("dongne")),
                             completed(chicken_from("dongne"))})
      given(past).when(gone(chicken, 1)).then_refused(errc::state_conflict);
  }
}

SCENARIO("rank 11: the promise is the ETA's beginning, and the way to the door its rest") {
  auto tale = given(paid(chicken_from("dongne")));
  tale.when(accept_order{{}, 20min});
  CHECK(tale.view().eta == tale.now() + 50min);
  tale.when(start_cooking{}).when(finish_cooking{});
  tale.when(pick_order{rider_asks(kim)}).when_answered<owe_assign_rider>(answer());
  tale.after(40min).when(start_delivery{rider_asks(kim)});
  CHECK(tale.view().eta == tale.now() + 30min);
  tale.when(deliver_order{});
  CHECK_FALSE(tale.view().eta);
  auto silent = given(accepted(chicken_from("dongne")));
  CHECK_FALSE(silent.view().eta);
  silent.when(cancelled_by(cancel_party::customer));
  CHECK_FALSE(silent.view().eta);
}

SCENARIO("rank 11: a promise that passes is noticed once, and a new one counts anew") {
  auto tale = given(paid(chicken_from("dongne")));
  tale.when(accept_order{{}, 20min});
  const auto promised = *tale.view().promised_ready_at;
  tale.after(20min).when(timer_due{}).then(delay_noticed{promised});
  tale.after(20min).when(timer_due{}).then_nothing();
  tale.when(delay_order{{}, 10min, "busy"}).then(order_delayed{tale.now() + 10min, "busy"});
  CHECK(tale.view().promised_ready_at == tale.now() + 10min);
  CHECK(tale.view().eta == tale.now() + 40min);
  WHEN("it passes again") {
    tale.after(10min).when(timer_due{}).then(delay_noticed{*tale.view().promised_ready_at});
  }
  WHEN("the food is cooked in time") {
    tale.when(finish_cooking{{}, true});
    tale.after(5min).when(timer_due{}).then_nothing();
    tale.after(10min).when(timer_due{}).then(job_offered_again{});
  }
  WHEN("the order is cancelled") {
    tale.when(cancelled_by(cancel_party::customer));
    CHECK_FALSE(next_timer(tale.state()));
  }
}

SCENARIO("rank 11: only what is paid and not cooked can be late, and the customer is told why") {
  const delay_order late{{}, 10min, "busy"};
  const auto asked = chicken_from("dongne");
  for (const auto& past : {paid(asked), accepted(asked), cooking(asked)}) {
    auto tale = given(past);
    tale.when(late).then(order_delayed{tale.now() + 10min, "busy"});
    tale.when(late).then_nothing(); // In the same millisecond: said before.
  }
  for (const auto& past : {placed(asked), awaiting_rider(asked), completed(asked)})
    given(past).when(late).then_refused(errc::state_conflict);
  auto tale = given(paid(asked));
  tale.when(delay_order{{}, 10min, ""}).then_refused_at(errc::reason_required, "reason");
  tale.when(delay_order{{}, 0min, "busy"}).then_refused_at(errc::value_invalid, "ready_in_minutes");
  tale.when(delay_order{{store_id{"another"}, {}, {}}, 10min, "busy"})
    .then_refused_at(errc::not_yours, "store_id");
}

} // namespace baedal::test
