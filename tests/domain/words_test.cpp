#include "domain/breaker.hpp"
#include "domain/entity.hpp"
#include "domain/errc.hpp"
#include "domain/order_words.hpp"
#include "domain/place.hpp"
#include "domain/policy_words.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace baedal;

namespace {

/// Every value up to the last has a word of its own that leads back to it.
template <class Enum>
void check_words(Enum last) {
  for (std::size_t number = 0; number <= static_cast<std::size_t>(last); ++number) {
    const auto value = static_cast<Enum>(number);
    INFO(number << " " << to_string(value));
    CHECK_FALSE(to_string(value).empty());
    CHECK(from_word<Enum>(to_string(value)) == value);
  }
  const auto beyond = static_cast<Enum>(static_cast<std::size_t>(last) + 1);
  CHECK(to_string(beyond).empty());
  CHECK_FALSE(from_word<Enum>(""));
  CHECK_FALSE(from_word<Enum>("no such word"));
}

} // namespace

SCENARIO("a slice follows from the name of an entity alone, for ever", "[D4]") {
  CHECK(slice_of("") == 961);
  CHECK(slice_of("order/abc") == 332);
  CHECK(slice_of("order/orders-1") == 686);
  CHECK(slice_of("store/pizza-default") == 375);
  CHECK(slice_of("rider/r-1") == 898);
  CHECK(slice_of("customer/김철수") == 45);
  CHECK(slice_of("brand/azer") == 620);
  CHECK(slice_of("sequence/orders") == 309);
  CHECK(slice_of("breaker/payments") == 225);
}

SCENARIO("slices share entities out evenly", "[D4]") {
  std::vector<int> load(slice_count);
  for (int number = 0; number < 102'400; ++number)
    ++load[slice_of("order/orders-" + std::to_string(number))];
  const auto [least, most] = std::minmax_element(load.begin(), load.end());
  CHECK(*least > 50);
  CHECK(*most < 200);
}

SCENARIO("an entity's name reads back") {
  const entity_key key{entity_kind::customer, "a/b:김"};
  CHECK(key.text() == "customer/a/b:김");
  CHECK(parse_entity_key(key.text()) == key);
  for (const auto* wrong : {"", "order", "order/", "/x", "slice/17", "Order/x"})
    CHECK_FALSE(parse_entity_key(wrong));
}

SCENARIO("every word of the domain leads back to its value") {
  check_words(order_status::payment_failed);
  check_words(payment_status::refund_refused);
  check_words(delivery_status::requested);
  check_words(payment_method::online);
  check_words(cancel_party::system);
  check_words(cancel_cause::accident);
  check_words(cancel_ground::no_rider);
  check_words(timer_kind::pay_again);
  check_words(alert_kind::refund_refused);
  check_words(entity_kind::breaker);
  check_words(breaker_state::open);
  check_words(payment_timing::record_then_pay);
  check_words(store_visibility::never);
  check_words(acceptance_mode::automatic);
  check_words(kitchen_mode::none);
  check_words(dispatch_mode::automatic);
  check_words(completion_party::automatic);
  check_words(cancel_limit::completion);
  check_words(stock_mode::on);
  check_words(overload_target::order_creation);
}

SCENARIO("the words that clients see are the names of requirements M6") {
  CHECK(to_string(order_status::awaiting_rider) == "awaiting_rider");
  CHECK(to_string(order_status::out_for_delivery) == "out_for_delivery");
  CHECK(to_string(payment_status::refund_pending) == "refund_pending");
  CHECK(to_string(delivery_status::in_transit) == "in_transit");
  CHECK(to_string(acceptance_mode::implicit) == "implicit");
}

SCENARIO("codes of errors keep their words and numbers") {
  CHECK(to_string(errc::none) == "none");
  CHECK(to_string(errc::sold_out) == "sold_out");
  CHECK(to_string(errc::payment_not_found) == "payment_not_found");
  CHECK(to_string(static_cast<errc>(255)).empty());
  CHECK(static_cast<int>(errc::state_conflict) == 60);
  CHECK(static_cast<int>(errc::former_rider) == 71);
  int named = 0;
  for (int number = 0; number < 256; ++number) {
    const auto word = to_string(static_cast<errc>(number));
    if (word.empty())
      continue;
    ++named;
    CHECK(from_word<errc>(word) == static_cast<errc>(number));
  }
  CHECK(named == 46);
  CHECK_FALSE(from_word<errc>(""));
}

SCENARIO("distance is the great circle's") {
  const geo_point seoul{37.5663, 126.9779};
  CHECK(metres_between(seoul, {35.1796, 129.0756}) == Approx(325'098.9).epsilon(1e-6));
  CHECK(metres_between({0, 179.9}, {0, -179.9}) == Approx(22'239.0).epsilon(1e-5));
  CHECK(metres_between({90, 0}, {-90, 0}) == Approx(20'015'114.4).epsilon(1e-6));
  CHECK(metres_between(seoul, seoul) == 0);
}
