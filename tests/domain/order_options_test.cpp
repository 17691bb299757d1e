#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

namespace baedal::test {

namespace {

store_card with_menu(std::vector<std::string> options_of_dish) {
  auto card = card_of("dongne");
  auto dish = card.menu.at(chicken);
  dish.options = std::move(options_of_dish);
  card.menu.set(chicken, dish);
  return card;
}

/// A dish that lists no options of its own.
place_order with_options(std::vector<std::string> options) {
  auto asked = with_card(unpaid_chicken_from("dongne"), with_menu({}));
  asked.items.front().options = std::move(options);
  return asked;
}

std::vector<std::string> options_placed(const place_order& asked) {
  auto tale = given();
  tale.when(asked).told(order_status::placed);
  REQUIRE(tale.view().items.size() == 1);
  return tale.view().items.front().options;
}

} // namespace

SCENARIO("options that are free text keep no card number: events cannot be erased") {
  CHECK(options_placed(with_options({"extra hot", "card 4111 1111 1111 1234"}))
        == std::vector<std::string>{"extra hot", "card **** **** **** 1234"});
  GIVEN("a dish with options of its own") {
    const auto card = with_menu({"extra hot"});
    THEN("only those can be chosen") {
      CHECK(options_placed(with_card(with_options({"extra hot"}), card))
            == std::vector<std::string>{"extra hot"});
      given()
        .when(with_card(with_options({"4111 1111 1111 1234"}), card))
        .then_refused_at(errc::value_invalid, "items/0/options");
    }
  }
}

SCENARIO("all options of an order together stay within what an event can hold") {
  constexpr std::size_t most = 64 * 1024;
  auto asked = with_options(std::vector<std::string>(50, std::string(200, 'x')));
  while (asked.items.size() * 50 * 200 + 50 * 200 <= most)
    asked.items.push_back(asked.items.front());
  given().when(asked).told(order_status::placed);
  asked.items.push_back(asked.items.front());
  const auto last = "items/" + std::to_string(asked.items.size() - 1) + "/options";
  given().when(asked).then_refused_at(errc::value_invalid, last);
}

} // namespace baedal::test
