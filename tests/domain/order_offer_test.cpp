#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

using namespace std::chrono_literals;

namespace {

place_order at_the_store(const std::function<void(store_card&)>& change) {
  auto card = card_of("pizza");
  change(card);
  return with_card(chicken_from("pizza"), card);
}

} // namespace

SCENARIO("what a client attaches comes back in its order, card numbers masked", "[T1]") {
  auto asked = unpaid_chicken_from("azer");
  asked.metadata = {
    {"phoneNumber", "01012345678"}, {"menu.Id", "1"}, {"card", "4111 1111 1111 1234"}};
  auto tale = given();
  tale.when(asked);
  const std::vector<metadata_entry> kept{
    {"phoneNumber", "01012345678"}, {"menu.Id", "1"}, {"card", "**** **** **** 1234"}};
  CHECK(tale.view().metadata == kept);
  CHECK(tale.state().placed->metadata == kept);
  GIVEN("a brand that pays inside ordering") {
    asked = chicken_from("pizza");
    asked.metadata = kept;
    auto pizza = given();
    pizza.when(asked).when_answered<owe_authorise>(approved());
    CHECK(pizza.view().metadata == kept);
  }
}

SCENARIO("metadata is refused with its name where it is too much, too long or no text") {
  const auto refused_at = [](std::vector<metadata_entry> metadata, const std::string& field) {
    auto asked = chicken_from("pizza");
    asked.metadata = std::move(metadata);
    given().when(asked).then_refused_at(errc::value_invalid, field);
  };
  refused_at({{"", "x"}}, "metadata");
  refused_at({{std::string(65, 'a'), "x"}}, "metadata");
  refused_at({{"a b", "x"}}, "metadata");
  refused_at({{"이름", "x"}}, "metadata");
  refused_at({{"a", std::string(501, 'x')}}, "metadata/a");
  refused_at({{"a", "line\nbreak"}}, "metadata/a");
  refused_at({{"a", "x"}, {"a", "y"}}, "metadata/a");
  refused_at(std::vector<metadata_entry>(33, {"a", "x"}), "metadata");
  auto asked = chicken_from("pizza");
  for (int i = 0; i < 32; ++i)
    asked.metadata.push_back({"n" + std::to_string(i), std::string(500, 'x')});
  CHECK(decide(order{}, asked, noon));
}

SCENARIO("rank 8: a store delivers as far as it says", "[out_of_area]") {
  GIVEN("a radius around it") {
    auto asked = at_the_store([](store_card& card) { card.delivery_radius_metres = 2'000; });
    asked.address.at = geo_point{37.56, 126.91}; // 1.1 km
    CHECK(decide(order{}, asked, noon));
    asked.address.at = geo_point{37.57, 126.91}; // 2.2 km
    given().when(asked).then_refused_at(errc::out_of_area, "address");
    THEN("an address without a location is believed") {
      asked.address.at.reset();
      CHECK(decide(order{}, asked, noon));
    }
  }
  GIVEN("quarters") {
    auto asked = at_the_store([](store_card& card) { card.delivery_areas = {"mapo", "영등포구"}; });
    for (const auto* area : {"mapo", "영등포구", ""}) {
      asked.address.area = area;
      CHECK(decide(order{}, asked, noon));
    }
    asked.address.area = "gangnam";
    given().when(asked).then_refused_at(errc::out_of_area, "address/area");
  }
  GIVEN("neither") {
    auto asked = chicken_from("pizza");
    asked.address = {"far away", "jeju", geo_point{33.5, 126.5}};
    CHECK(decide(order{}, asked, noon));
  }
}

SCENARIO("rank 6: a paused store takes orders again when the pause is over", "[store_closed]") {
  const auto asked = at_the_store([](store_card& card) {
    card.open = false;
    card.closed_until = noon + 1h;
  });
  given().when(asked).then_refused(errc::store_closed);
  given().after(1h - 1ms).when(asked).then_refused(errc::store_closed);
  CHECK(decide(order{}, asked, noon + 1h));
}

SCENARIO("rank 3: after cooking began the customer's own fault costs what the brand says",
         "[T17]") {
  auto policy = policy_of("dongne");
  policy.refund_percent_after_cooking = 33;
  const auto asked = with_policy(chicken_from("dongne"), policy);
  for (const auto* reason : {"customer_fault", "no_show"}) {
    auto tale = given(awaiting_rider(asked));
    tale.when(cancelled_by(cancel_party::ops, reason))
      .then(cancel_requested{cancel_party::ops, cancel_cause::ops, reason, money{6'930}});
    CHECK(tale.debt<owe_refund>() == owe_refund{"pk-1", money{6'930}, false, 1});
    tale.when_answered<owe_refund>(refunded(money{6'930}));
    CHECK(tale.view().payment.status == payment_status::partly_refunded);
    CHECK(tale.view().status == order_status::cancelled);
  }
  for (const auto* reason : {"store_fault", "sold_out", "platform_fault", "accident", "no_rider",
                             "Customer_fault", "the oven burns"})
    given(cooking(asked))
      .when(cancelled_by(cancel_party::store, reason))
      .then(cancel_requested{cancel_party::store, cancel_cause::store, reason, chicken_total});
  THEN("before cooking everything goes back, whoever is at fault") {
    given(accepted(asked))
      .when(cancelled_by(cancel_party::store, "no_show"))
      .then(cancel_requested{cancel_party::store, cancel_cause::store, "no_show", chicken_total});
  }
}

SCENARIO("rank 1: every command looks at the store, the customer and the rider that it names") {
  const asked_by strange_store{store_id{"another"}, {}, {}};
  const asked_by strange_customer{{}, {}, customer_id{"another"}};
  const auto everyone = [](const asked_by& who) {
    return std::vector<order_command>{pay_order{who, payment_method::card, "tok_good"},
                                      accept_order{who, {}},
                                      reject_order{who, "no", 1},
                                      start_cooking{who},
                                      finish_cooking{who},
                                      pick_order{{who.store, kim, who.customer}},
                                      withdraw_order{who},
                                      start_delivery{who},
                                      deliver_order{who},
                                      confirm_order{who},
                                      cancel_order{who, cancel_party::store, "no"},
                                      report_accident{who, "fell"},
                                      remove_item{who, chicken, {}, "sold out"},
                                      delay_order{who, 10min, "busy"}};
  };
  for (const auto& past : {placed(unpaid_chicken_from("dongne")), paid(chicken_from("dongne")),
                           picked(chicken_from("dongne")), completed(chicken_from("dongne"))}) {
    for (const auto& command : everyone(strange_store))
      given(past).when(command).then_refused_at(errc::not_yours, "store_id");
    for (const auto& command : everyone(strange_customer))
      given(past).when(command).then_refused_at(errc::not_yours, "customer_id");
  }
  THEN("the rider who has the order is the only one, but for a pick") {
    for (const auto& command : everyone(rider_asks(lee)))
      if (!std::holds_alternative<pick_order>(command))
        given(picked(chicken_from("dongne")))
          .when(command)
          .then_refused_at(errc::not_yours, "rider_id");
  }
  THEN("nobody learns anything of an order that does not exist") {
    for (const auto& command : everyone({}))
      given().when(command).then_refused(errc::order_unknown);
  }
}

SCENARIO("rank 1: nobody asks for what is another role's to do") {
  const auto asked = chicken_from("dongne");
  const asked_by customer{{}, {}, asked.customer};
  const asked_by store{asked.store, {}, {}};
  const asked_by rider = rider_asks(kim);
  const auto of_customers = [](const asked_by& who) {
    return std::vector<order_command>{pay_order{who, payment_method::card, "tok_good"},
                                      confirm_order{who}, cancel_order{who, {}, "no"}};
  };
  const auto of_stores = [](const asked_by& who) {
    return std::vector<order_command>{
      accept_order{who, {}},        reject_order{who, "no", 1},
      start_cooking{who},           finish_cooking{who},
      cancel_order{who, cancel_party::store, "no"},
      remove_item{who, chicken, {}, "sold out"}, delay_order{who, 10min, "busy"}};
  };
  const auto of_riders = [](const asked_by& who) {
    return std::vector<order_command>{pick_order{who}, withdraw_order{who}};
  };
  const auto of_couriers = [](const asked_by& who) {
    return std::vector<order_command>{start_delivery{who}, deliver_order{who},
                                      report_accident{who, "fell"}};
  };
  const auto refused = [&](const std::vector<order_command>& all, const char* field) {
    for (const auto& command : all)
      given(picked(asked)).when(command).then_refused_at(errc::not_yours, field);
  };
  refused(of_customers(store), "store_id");
  refused(of_customers(rider), "rider_id");
  refused(of_stores(customer), "customer_id");
  refused(of_stores(rider), "rider_id");
  refused(of_riders(customer), "customer_id");
  refused(of_riders(store), "store_id");
  refused(of_couriers(customer), "customer_id");
  THEN("the order's own store and rider do theirs") {
    given(paid(asked)).when(accept_order{store, {}}).then(order_accepted{});
    given(picked(asked)).when(start_delivery{store}).then(delivery_started{});
    given(picked(asked)).when(start_delivery{rider}).then(delivery_started{});
    given(picked(asked))
      .when(cancel_order{customer, cancel_party::ops, "no"})
      .told(order_status::cancelling); // Operations name him to be sure of the order.
    given(picked(asked)).when(confirm_order{customer}).told(order_status::completed);
    auto withdrawn = given(picked(asked));
    withdrawn.when(withdraw_order{{asked.store, kim, {}}}).told(order_status::awaiting_rider);
  }
}

} // namespace baedal::test
