#include "tests/domain/order_examples.hpp"

#include "tests/domain/given_when_then.hpp"

namespace baedal::test {

brand_policy policy_of(std::string_view brand) {
  for (const auto& each : shipped_brands())
    if (each.id.value == brand)
      return each.policy;
  FAIL("no such brand");
  return {};
}

store_id store_of(std::string_view brand) {
  return store_id{std::string{brand} + "-store"};
}

store_card card_of(std::string_view brand) {
  store_card card;
  card.id = store_of(brand);
  card.brand = brand_id{std::string{brand}};
  card.area = "mapo";
  card.at = geo_point{37.55, 126.91};
  card.delivery_fee = fee;
  card.menu.set(chicken, {chicken, "Chicken", chicken_price, {"spicy", "mild"}, {}, false});
  card.menu.set(meal_kit, {meal_kit, "Meal kit", money{9'000}, {}, 10, false});
  card.menu.set(item_id{"duck"}, {item_id{"duck"}, "Duck", money{30'000}, {}, {}, true});
  card.version = 7;
  return card;
}

place_order chicken_from(std::string_view brand) {
  place_order asked;
  asked.id = the_order;
  asked.brand = brand_id{std::string{brand}};
  asked.store = store_of(brand);
  asked.customer = the_customer;
  asked.items.push_back({chicken, 1, {"spicy"}, {}, {}});
  asked.token = "tok_good";
  asked.keyed = true;
  asked.body_hash = "body-1";
  asked.personal_hash = "personal";
  asked.card = std::make_shared<store_card>(card_of(brand));
  asked.policy = policy_of(brand);
  return asked;
}

place_order unpaid_chicken_from(std::string_view brand) {
  auto asked = chicken_from(brand);
  asked.token.clear();
  return asked;
}

place_order kits_from(std::string_view brand) {
  auto asked = chicken_from(brand);
  asked.items = {{meal_kit, 2, {}, {}, {}}};
  return asked;
}

place_order with_policy(place_order asked, const brand_policy& policy) {
  asked.policy = policy;
  return asked;
}

place_order with_card(place_order asked, const store_card& card) {
  asked.card = std::make_shared<store_card>(card);
  return asked;
}

placement placement_of(const place_order& asked) {
  placement what;
  what.id = asked.id;
  what.brand = asked.brand;
  what.store = asked.store;
  what.customer = asked.customer;
  for (const auto& line : asked.items) {
    const auto& item = asked.card->menu.at(line.item);
    what.items.push_back({line.item, item.name, line.quantity, item.price, line.options,
                          item.stock.has_value()});
    what.items_total = what.items_total + item.price * line.quantity;
  }
  what.delivery_fee = asked.card->delivery_fee;
  what.total = what.items_total + what.delivery_fee;
  what.area = asked.card->area;
  what.store_at = asked.card->at;
  what.policy = asked.policy;
  what.catalogue_version = asked.card->version;
  what.personal_hash = asked.personal_hash;
  return what;
}

history in_checkout(const place_order& asked) {
  return {checkout_started{placement_of(asked), asked.method, asked.token, asked.keyed,
                           asked.body_hash}};
}

history placed(const place_order& asked) {
  return {order_placed{placement_of(asked), asked.keyed, asked.body_hash}};
}

history paid(const place_order& asked) {
  const auto total = placement_of(asked).total;
  if (asked.policy.payment != payment_timing::inside_ordering)
    return placed(asked) + payment_requested{payment_method::card, "tok_good", 1}
           + payment_approved{"pk-1", total, payment_method::card};
  auto past = in_checkout(asked);
  if (placement_of(asked).items.front().limited)
    past = past + stock_reserved{};
  return past + order_placed{std::nullopt, asked.keyed, asked.body_hash}
         + payment_approved{"pk-1", total, payment_method::card};
}

history accepted(const place_order& asked) {
  return paid(asked) + order_accepted{};
}

history cooking(const place_order& asked) {
  const bool asks = asked.policy.acceptance == acceptance_mode::explicit_answer;
  return (asks ? accepted(asked) : paid(asked)) + cooking_started{};
}

history awaiting_rider(const place_order& asked) {
  return cooking(asked) + cooking_finished{};
}

history picked(const place_order& asked, const rider_id& rider) {
  return awaiting_rider(asked) + pick_claimed{rider} + delivery_picked{rider};
}

history in_transit(const place_order& asked) {
  if (asked.policy.dispatch == dispatch_mode::riders_pick)
    return picked(asked) + delivery_started{};
  return awaiting_rider(asked) + delivery_started{};
}

history delivered(const place_order& asked) {
  return in_transit(asked) + delivery_completed{};
}

history completed(const place_order& asked) {
  return delivered(asked) + order_completed{};
}

gateway_answer approved(money amount) {
  return {gateway_answer::verdict::approved, "pk-1", amount, {}, {}};
}

gateway_answer declined() {
  return {gateway_answer::verdict::declined, {}, {}, {}, "REJECT_CARD"};
}

gateway_answer refunded(money amount) {
  return {gateway_answer::verdict::refunded, "pk-1", amount, {}, {}};
}

gateway_answer gateway_says(gateway_answer::verdict said) {
  return {said, {}, {}, {}, {}};
}

entity_answer answer(errc code) {
  return {code};
}

asked_by rider_asks(const rider_id& rider) {
  return {{}, rider, {}};
}

cancel_order cancelled_by(cancel_party party, std::string reason) {
  return {{}, party, std::move(reason)};
}

} // namespace baedal::test
