#include "simulation/town.hpp"

#include "domain/notification.hpp"

#include <ranges>

namespace baedal::simulation {

namespace {

using std::chrono::seconds;

/// One of the enumerators from 0 to `last`.
template <class Enum>
std::optional<Enum> maybe(dice& draw, Enum last) {
  const auto chosen = static_cast<Enum>(draw.below(static_cast<std::uint64_t>(last) + 1));
  return draw.percent(50) ? std::optional{chosen} : std::nullopt;
}

std::optional<bool> maybe(dice& draw) {
  const bool chosen = draw.percent(50);
  return draw.percent(50) ? std::optional{chosen} : std::nullopt;
}

seconds between(dice& draw, std::int64_t low, std::int64_t high) {
  return seconds{draw.between(low, high)};
}

std::optional<geo_point> somewhere(dice& draw) {
  const geo_point point{37.50 + 0.01 * static_cast<double>(draw.below(6)), 127.0};
  return draw.percent(40) ? std::optional{point} : std::nullopt;
}

std::string some_area(dice& draw) {
  return draw.percent(70) ? "north" : "south";
}

/// Open all day; or for a while only, which may end, or begin, while the world lives. Worlds begin
/// at nine in the morning in Seoul.
opening_hours draw_hours(dice& draw) {
  opening_hours hours;
  if (draw.percent(60))
    return hours;
  const std::chrono::minutes from{9 * 60 + draw.between(-60, 3)};
  const std::chrono::minutes until{9 * 60 + draw.between(4, 900)};
  for (std::uint8_t weekday = 0; weekday < 7; ++weekday)
    hours.periods.push_back({weekday, from, until});
  return hours;
}

town::shop draw_shop(dice& draw, const brand_id& brand, const std::string& name, bool plain) {
  town::shop drawn;
  drawn.card.id = {name};
  drawn.card.brand = brand;
  drawn.card.name = name;
  drawn.card.area = some_area(draw);
  drawn.card.at = somewhere(draw);
  drawn.card.delivery_fee = money{draw.percent(50) ? 0 : 2'000};
  if (!plain) {
    drawn.card.overrides = draw_policy(draw);
    drawn.card.hours = draw_hours(draw);
    if (draw.percent(40))
      drawn.card.delivery_areas = {"north"};
    if (drawn.card.at && draw.percent(50))
      drawn.card.delivery_radius_metres = draw.between(1'000, 4'000);
    drawn.card.minimum_order = money{draw.percent(70) ? 0 : 3'000};
  }
  drawn.menu.push_back({{"rice"}, "Rice", money{1'000}, {"hot", "cold"}, std::nullopt, false});
  drawn.menu.push_back({{"soup"}, "Soup", money{2'500}, {}, draw.between(2, 30), false});
  drawn.menu.push_back({{"gift"}, "Gift", money{0}, {}, std::nullopt, false});
  return drawn;
}

std::vector<std::string> draw_channels(dice& draw) {
  using enum notify_channel;
  std::vector<std::string> words;
  for (const auto each :
       {history, kakao, sms, marketing, view, webhook, alimtalk, notify_channel::log})
    if (draw.percent(40))
      words.emplace_back(to_string(each));
  return words;
}

} // namespace

policy_overrides draw_policy(dice& draw) {
  policy_overrides all;
  all.payment = maybe(draw, payment_timing::record_then_pay);
  all.store_sees_order = maybe(draw, store_visibility::never);
  all.acceptance = maybe(draw, acceptance_mode::automatic);
  all.kitchen = maybe(draw, kitchen_mode::none);
  all.dispatch = maybe(draw, dispatch_mode::automatic);
  all.completion_by = maybe(draw, completion_party::automatic);
  all.customer_cancel_until = maybe(draw, cancel_limit::completion);
  all.cancel_removes_order_from_collection = maybe(draw);
  all.stock = maybe(draw, stock_mode::on);
  all.accident_flow = maybe(draw);
  all.count_dishes_at_cooking_start = maybe(draw);
  all.grade_up_on_completion = maybe(draw);
  all.overload_guard = maybe(draw, overload_target::order_creation);
  all.grade_step = static_cast<std::int32_t>(draw.between(1, 4));
  all.pay_window = between(draw, 20, 300);
  all.accept_timeout = between(draw, 20, 200);
  all.pick_timeout = between(draw, 15, 200);
  all.offers_before_alert = static_cast<std::int32_t>(draw.between(1, 4));
  all.delivery_alert = between(draw, 30, 300);
  all.auto_confirm = between(draw, 20, 300);
  all.delivery_time = std::chrono::minutes{draw.between(0, 40)};
  all.refund_percent_after_cooking = static_cast<std::int32_t>(draw.between(0, 100));
  all.payment_answer = std::chrono::milliseconds{draw.between(200, 2'000)};
  all.payment_settle_time = between(draw, 30, 90);
  all.trust_client_price = maybe(draw);
  return all;
}

town draw_town(std::uint64_t seed) {
  dice draw{seed};
  town all;
  for (const auto& shipped : shipped_brands())
    all.shops.push_back(draw_shop(draw, shipped.id, "plain-" + shipped.id.value, true));
  for (int i = 0; i < 4; ++i) {
    const auto& brand = shipped_brands()[draw.below(shipped_brands().size())];
    all.shops.push_back(draw_shop(draw, brand.id, "odd-" + std::to_string(i), false));
  }
  for (int i = 0; i < 5; ++i)
    all.riders.push_back({{"r" + std::to_string(i)}, some_area(draw), somewhere(draw), {}});
  for (int i = 0; i < 6; ++i)
    all.customers.push_back({"c" + std::to_string(i)});
  // Drawn last: worlds that are kept stay as they are. The plain shops stand first.
  for (auto& shop : all.shops | std::views::drop(shipped_brands().size())) {
    shop.card.overrides.default_price = money{draw.between(0, 20'000)};
    shop.card.overrides.notify = draw_channels(draw);
  }
  return all;
}

} // namespace baedal::simulation
