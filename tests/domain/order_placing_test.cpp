#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

SCENARIO("T0 a brand that pays inside ordering begins with an invisible checkout") {
  const auto brand = GENERATE("pizza", "hansik", "mealkit");
  const auto asked = chicken_from(brand);
  auto tale = given();
  tale.when(asked)
    .then(checkout_started{placement_of(asked), payment_method::card, "tok_good", true, "body-1"})
    .told_to_wait();
  CHECK_FALSE(is_visible(tale.state()));
  CHECK(tale.view().version == 0);
  CHECK(tale.debt<owe_authorise>() == owe_authorise{"tok_good", chicken_total, 1, 610ms});
  THEN("the approval places and pays it in one append (T2)") {
    tale.after(500ms)
      .when_answered<owe_authorise>(approved())
      .then(order_placed{std::nullopt, true, "body-1"},
            payment_approved{"pk-1", chicken_total, payment_method::card});
    CHECK(tale.view().version == 2);
    CHECK(is_visible(tale.state()));
    CHECK(owed(tale.state()).empty());
  }
}

SCENARIO("T0 a checkout without token is refused before anything is written") {
  given().when(unpaid_chicken_from("pizza")).then_refused_at(errc::payment_required,
                                                             "payment/token");
}

SCENARIO("T0 limited stock is reserved before the gateway is asked", "[M4.1]") {
  auto tale = given();
  tale.when(kits_from("mealkit"));
  CHECK(tale.debt<owe_reserve_stock>().lines == std::vector<stock_line>{{meal_kit, 2}});
  CHECK_FALSE(tale.owes<owe_authorise>());
  WHEN("the store holds the units") {
    tale.when_answered<owe_reserve_stock>(answer()).then(stock_reserved{}).told(
      order_status::checkout);
    tale.when_answered<owe_authorise>(approved(money{21'000}));
    THEN("paying commits them (M4.2)") {
      CHECK(tale.view().status == order_status::delivery_requested);
      CHECK(tale.owes<owe_commit_stock>());
    }
  }
  WHEN("the store has too few") {
    const auto asked = kits_from("mealkit");
    tale.when_answered<owe_reserve_stock>(answer(errc::sold_out))
      .then(checkout_failed{errc::sold_out, "", false});
    THEN("the customer hears it, nothing is charged, the release follows") {
      CHECK(outcome_of(tale.state(), asked)->code() == errc::sold_out);
      CHECK_FALSE(tale.owes<owe_authorise>());
      CHECK_FALSE(tale.owes<owe_reserve_stock>());
      CHECK(tale.find<owe_release_stock>()->number == 2);
      CHECK_FALSE(is_visible(tale.state()));
    }
  }
  WHEN("the store cannot be reached") {
    const auto code = GENERATE(errc::unavailable, errc::outcome_unknown, errc::overloaded);
    tale.when_answered<owe_reserve_stock>(answer(code))
      .then(checkout_failed{errc::unavailable, "", false});
    THEN("nothing was done, and what may be held is released") {
      CHECK(tale.owes<owe_release_stock>());
    }
  }
  WHEN("only the stamp was too old") {
    tale.when_answered<owe_reserve_stock>(answer(errc::stale_stamp)).then_nothing();
    THEN("the reservation stays owed") {
      CHECK(tale.owes<owe_reserve_stock>());
    }
  }
}

SCENARIO("T0 a new checkout behind a release that cannot be delivered fails at once") {
  const auto first = kits_from("mealkit");
  auto tale = given(in_checkout(first) + checkout_failed{errc::sold_out, "", false});
  tale.when(first).then(checkout_started{placement_of(first), payment_method::card, "tok_good",
                                         true, "body-1"});
  tale.when_answered<owe_release_stock>(answer(errc::unavailable))
    .then(checkout_failed{errc::unavailable, "", false});
  CHECK(owed(tale.state()).size() == 1);
  CHECK(tale.find<owe_release_stock>()->number == 4);
}

SCENARIO("T1 other brands place at once, and stand unpaid without a token") {
  const auto brand = GENERATE("dongne", "azer");
  const auto asked = unpaid_chicken_from(brand);
  auto tale = given();
  tale.when(asked)
    .then(order_placed{placement_of(asked), true, "body-1"})
    .told(order_status::placed);
  CHECK(tale.view().version == 1);
  CHECK(tale.view().placed_at == noon);
  CHECK(tale.view().total == chicken_total);
  CHECK(next_timer(tale.state()) == noon + 600s);
}

SCENARIO("T1 with a token every brand pays at once") {
  const auto brand = GENERATE("dongne", "azer");
  const auto asked = chicken_from(brand);
  auto tale = given();
  tale.when(asked)
    .then(order_placed{placement_of(asked), true, "body-1"},
          payment_requested{payment_method::card, "tok_good", 1})
    .told_to_wait();
  WHEN("the gateway approves") {
    tale.when_answered<owe_authorise>(approved());
    CHECK((*outcome_of(tale.state(), asked))->status == order_status::paid);
  }
  WHEN("it declines") {
    tale.when_answered<owe_authorise>(declined()).then(payment_failed{"REJECT_CARD", false});
    const auto outcome = outcome_of(tale.state(), asked);
    CHECK(outcome->code() == errc::payment_declined);
    CHECK(outcome->error().subject == "o1");
    CHECK(is_visible(tale.state()));
  }
  WHEN("it cannot be reached") {
    tale.when_answered<owe_authorise>(gateway_says(gateway_answer::verdict::unavailable))
      .then(payment_deferred{"", tale.now() + 5s, {}});
    CHECK(tale.view().payment.status == payment_status::none);
    CHECK(tale.view().payment.deferred);
    CHECK((*outcome_of(tale.state(), asked))->status == order_status::placed);
  }
}

SCENARIO("T1 a brand with a pay step and limited stock places once the units are held") {
  auto asked = kits_from("dongne");
  const bool with_token = GENERATE(true, false);
  if (!with_token)
    asked.token.clear();
  auto tale = given();
  tale.when(asked).told_to_wait();
  tale.when_answered<owe_reserve_stock>(answer());
  CHECK(tale.view().status == order_status::placed);
  CHECK(tale.view().version == (with_token ? 2 : 1));
  CHECK(tale.owes<owe_authorise>() == with_token);
}

SCENARIO("T1 what cannot be ordered is refused with the member at fault") {
  auto asked = chicken_from("dongne");
  SECTION("no such store") {
    asked.card = nullptr;
    given().when(asked).then_refused(errc::store_unknown);
  }
  SECTION("a store of another brand") {
    given().when(with_card(asked, card_of("azer"))).then_refused(errc::brand_mismatch);
  }
  SECTION("nothing") {
    asked.items.clear();
    given().when(asked).then_refused_at(errc::order_empty, "items");
  }
  SECTION("an item on no menu") {
    asked.items.push_back({item_id{"unicorn"}, 1, {}, {}, {}});
    given().when(asked).then_refused_at(errc::item_unknown, "items/1/item_id");
  }
  SECTION("an item that was taken off the menu, not even through a facade") {
    auto card = card_of("dongne");
    card.menu.erase(chicken);
    card.retired.set(chicken, instant{});
    asked.facade = true;
    given().when(with_card(asked, card)).then_refused_at(errc::item_unknown, "items/0/item_id");
  }
  SECTION("a senseless quantity") {
    asked.items[0].quantity = GENERATE(0, -1, 1001);
    given().when(asked).then_refused_at(errc::value_invalid, "items/0/quantity");
  }
  SECTION("an option that is none") {
    asked.items[0].options = {"golden"};
    given().when(asked).then_refused_at(errc::value_invalid, "items/0/options");
  }
  SECTION("too little, too much") {
    auto card = card_of("dongne");
    card.minimum_order = money{18'001};
    given().when(with_card(asked, card)).then_refused(errc::below_minimum);
    card.minimum_order = {};
    auto dear = card.menu.at(chicken);
    dear.price = money{999'999'999};
    card.menu.set(chicken, dear);
    given().when(with_card(asked, card)).then_refused(errc::amount_too_large);
  }
}

SCENARIO("T1 a closed store or missing goods refuse, and only after the values were checked") {
  auto asked = chicken_from("dongne");
  auto card = card_of("dongne");
  SECTION("closed by hand") {
    card.open = false;
    given().when(with_card(asked, card)).then_refused(errc::store_closed);
    asked.items[0].quantity = 0;
    given().when(with_card(asked, card)).then_refused(errc::value_invalid);
  }
  SECTION("closed by its hours") {
    card.hours.periods = {{1, 1min, 2min}};
    given().when(with_card(asked, card)).then_refused(errc::store_closed);
  }
  SECTION("sold out by flag") {
    asked.items[0] = {item_id{"duck"}, 1, {}, {}, {}};
    given().when(asked).then_refused(errc::sold_out);
  }
  SECTION("fewer in stock than asked for, over all lines") {
    asked.items = {{meal_kit, 6, {}, {}, {}}, {meal_kit, 5, {}, {}, {}}};
    given().when(asked).then_refused(errc::sold_out);
  }
}

SCENARIO("K17 our own API takes prices from the menu, a facade may trust its client") {
  auto asked = chicken_from("pizza");
  asked.items[0].price = money{500};
  auto total_of = [](const place_order& what) {
    return given().when(what).view().items_total;
  };
  CHECK(total_of(asked) == chicken_price);
  asked.facade = true;
  CHECK(total_of(asked) == money{500});
  asked.policy.trust_client_price = false;
  CHECK(total_of(asked) == chicken_price);
  asked.items[0] = {item_id{"unicorn"}, 2, {}, {}, "Unicorn"};
  CHECK(total_of(asked) == money{20'000});
}

SCENARIO("a client's price that is not the menu's is reported in the order's line (K17)") {
  auto asked = chicken_from("pizza");
  asked.facade = true;
  asked.items[0].price = money{500};
  const auto line_of = [](const place_order& what) { return given().when(what).view().items[0]; };
  asked.policy.trust_client_price = GENERATE(true, false);
  const auto line = line_of(asked);
  CHECK(line.unit_price == (asked.policy.trust_client_price ? money{500} : chicken_price));
  CHECK(line.stated_price == money{500});
  CHECK(line.menu_price == chicken_price);
  asked.items[0].price = GENERATE(std::optional<money>{}, chicken_price);
  CHECK_FALSE(line_of(asked).stated_price);
  CHECK_FALSE(line_of(asked).menu_price);
}

SCENARIO("D14 a repeat with the same key is answered, not done again") {
  const auto asked = chicken_from("pizza");
  auto other = asked;
  other.body_hash = "body-2";
  WHEN("the checkout still runs") {
    given(in_checkout(asked)).when(asked).then_nothing().told_to_wait();
    given(in_checkout(asked)).when(other).then_refused(errc::key_reused);
  }
  WHEN("the order stands") {
    given(paid(asked)).when(asked).then_nothing().told(order_status::paid);
    given(paid(asked)).when(other).then_refused(errc::key_reused);
  }
  WHEN("the payment was declined") {
    const auto past = in_checkout(asked) + checkout_failed{errc::payment_declined, "X", false};
    given(past).when(asked).then_refused(errc::payment_declined);
    given(past).when(other).then_refused(errc::key_reused);
  }
  WHEN("the payment came after the end of the checkout") {
    const auto due = in_checkout(asked) + payment_timed_out{}
                     + checkout_failed{errc::unavailable, "not_found", true}
                     + late_capture_found{"pk-1", chicken_total};
    given(due).when(asked).then_refused(errc::unavailable);
    given(due).when(other).then_refused(errc::key_reused);
    const auto back = due + payment_refunded{chicken_total, {}};
    given(back).when(asked).then_refused(errc::payment_declined);
    given(back).when(other).then_refused(errc::key_reused);
  }
  WHEN("the checkout failed otherwise, the key is free, also for another body") {
    const auto past = in_checkout(asked) + checkout_failed{errc::unavailable, "", false};
    given(past).when(asked).told_to_wait();
    auto tale = given(past);
    tale.when(other).told_to_wait();
    CHECK(tale.debt<owe_authorise>().attempt == 2);
  }
}

SCENARIO("D14 an order placed without a key cannot be repeated") {
  auto asked = chicken_from("pizza");
  asked.keyed = false;
  given(paid(asked)).when(asked).then_refused(errc::state_conflict, "paid");
}

} // namespace baedal::test
