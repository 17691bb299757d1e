#include "simulation/workload.hpp"

// What stores and riders do beside their orders, and what is administered while orders live.

namespace baedal::simulation {

namespace {

using namespace std::chrono_literals;

idempotency key_of(std::uint64_t number) {
  const auto name = "admin-" + std::to_string(number);
  return {name, "body of " + name};
}

} // namespace

void workload::tend_store(dice& draw) {
  const auto& shop = draw.any(town_.shops);
  auto soup = shop.menu[1];
  soup.stock = draw.between(0, 20);
  soup.sold_out = draw.percent(10);
  auto rice = shop.menu[0];
  rice.price = money{draw.between(500, 3'000)};
  const auto soon = still_.now() + 15s;
  const std::array<store_command, 6> all{define_item{soup}, define_item{rice}, open_store{},
                                         open_store{},      close_store{},     close_store{soon}};
  const auto id = shop.card.id.value;
  const auto& chosen = draw.one_of(all);
  question<store> asked{id, chosen, draw.number(), {}, {}, {}, {}, {}};
  if (draw.percent(40))
    asked.key = key_of(draw.number());
  send(std::move(asked));
  if (std::holds_alternative<close_store>(chosen)) // Not for long: closed stores see no orders.
    still_.at(still_.now() + 20s, [this, id, whom = draw.number()] {
      send<store>({id, open_store{}, whom, {}, {}, {}, {}, {}});
    });
}

void workload::tend_rider(dice& draw) {
  const auto& who = draw.any(town_.riders);
  const std::array<rider_command, 4> all{rider_goes_online{}, rider_goes_online{},
                                         rider_goes_offline{}, rider_moves{{37.52, 127.0}}};
  const auto id = who.id.value;
  const auto& chosen = draw.one_of(all);
  send<rider>({id, chosen, draw.number(), {}, {}, {}, {}, {}});
  if (std::holds_alternative<rider_goes_offline>(chosen))
    still_.at(still_.now() + 30s, [this, id, whom = draw.number()] {
      send<rider>({id, rider_goes_online{}, whom, {}, {}, {}, {}, {}});
    });
}

void workload::manage(const std::string& order, dice& draw) {
  const auto luck = draw.below(100);
  if (luck < 25)
    return manage_customer(draw);
  if (luck < 40)
    return manage_rider(draw);
  if (luck < 50)
    return manage_brand(draw);
  if (luck < 65)
    return manage_store(draw);
  if (luck < 80 && !order.empty())
    return send<baedal::order>({order, erase_personal{}, draw.number(), {}, {}, {}, {}, {}});
  take_numbers(draw);
}

/// Several at once, as many customers come at one moment.
void workload::take_numbers(dice& draw) {
  constexpr std::array names{"pizzas", "parcels"};
  const std::string name{draw.one_of(names)};
  for (auto left = draw.below(6) + 1; left > 0; --left) {
    question<sequence> asked{name, take_number{name}, draw.number(), {}, {}, {}, {}, {}};
    if (draw.percent(50))
      asked.key = key_of(draw.number());
    send(std::move(asked));
  }
}

void workload::manage_customer(dice& draw) {
  const auto& who = draw.any(town_.customers);
  if (draw.percent(30))
    return send<customer>({who.value, erase_personal{}, draw.number(), {}, {}, {}, {}, {}});
  question<customer> asked{who.value, define_customer{who, {}}, draw.number(), {}, {}, {}, {}, {}};
  asked.personal = {{"name", "Kim " + std::to_string(draw.below(3))},
                    {"phone", "010-0000-000" + std::to_string(draw.below(3))},
                    {"address", "2 Hill Road"}};
  send(std::move(asked));
}

void workload::manage_rider(dice& draw) {
  auto who = draw.any(town_.riders);
  if (draw.percent(25))
    return send<rider>({who.id.value, erase_personal{}, draw.number(), {}, {}, {}, {}, {}});
  who.area = draw.percent(50) ? "north" : "south";
  question<rider> asked{who.id.value, who, draw.number(), {}, {}, {}, {}, {}};
  asked.personal = {{"name", "Park " + std::to_string(draw.below(3))}};
  send(std::move(asked));
}

/// Orders that are under way keep the policy under which they were placed.
void workload::manage_brand(dice& draw) {
  const auto& brand = shipped_brands()[draw.below(shipped_brands().size())].id;
  send<baedal::brand>(
    {brand.value, define_brand{brand, draw_policy(draw), {}}, draw.number(), {}, {}, {}, {}, {}});
}

void workload::manage_store(dice& draw) {
  auto card = draw.any(town_.shops).card;
  card.delivery_fee = money{draw.percent(50) ? 0 : 2'500};
  card.minimum_order = money{draw.percent(70) ? 0 : 3'000};
  if (!card.overrides.payment || draw.percent(50))
    card.overrides = draw_policy(draw);
  send<store>({card.id.value, define_store{card}, draw.number(), {}, {}, {}, {}, {}});
}

} // namespace baedal::simulation
