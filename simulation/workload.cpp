#include "simulation/workload.hpp"

// What customers do, and whoever goes on with their orders.

namespace baedal::simulation {

namespace {

using namespace std::chrono_literals;

idempotency key_of(std::uint64_t act_seed) {
  const auto name = "key-" + std::to_string(act_seed);
  return {name, "body of " + name};
}

} // namespace

workload::workload(still_world& still, std::uint64_t seed, choice ask_whom)
  : still_(still), seed_(seed), town_(draw_town(seed)), ask_whom_(std::move(ask_whom)) {
  // nop
}

void workload::perform(const act& what) {
  dice draw{what.seed};
  const auto id = what.order == 0 ? std::string{} : order_placed_by(what.order);
  const bool about_an_order = placings_.contains(id);
  switch (what.kind) {
    case act_kind::place:
      return place(what, 4);
    case act_kind::go_on:
      return about_an_order ? go_on(id, draw) : void();
    case act_kind::meddle:
      return about_an_order ? meddle(id, draw) : void();
    case act_kind::look:
      return about_an_order ? look(id, draw.number()) : void();
    case act_kind::browse:
      return browse(about_an_order ? id : std::string{}, draw);
    case act_kind::tend_store:
      return tend_store(draw);
    case act_kind::tend_rider:
      return tend_rider(draw);
    case act_kind::manage:
      return manage(about_an_order ? id : std::string{}, draw);
  }
}

/// Who is turned away at the door comes again a little later.
void workload::place(const act& what, unsigned attempts) {
  dice draw{seed_for(what.seed, attempts)};
  const auto whom = draw.number();
  auto* node = ask_whom_(whom);
  if (!node) {
    if (attempts > 1)
      still_.at(still_.now() + std::chrono::milliseconds{draw.between(500, 3'000)},
                [this, what, attempts] { place(what, attempts - 1); });
    return;
  }
  const auto id = order_placed_by(what.seed);
  const auto wanted = draw_placing(draw, id, *node);
  if (!wanted)
    return;
  tried_.push_back(id);
  placings_.emplace(id, *wanted);
  const bool twice = wanted->what.keyed && draw.percent(15);
  if (draw.percent(30))
    follow(id, draw.number());
  question<order> asked{id, wanted->what, whom, {}, {}, wanted->personal, {}, {}};
  send(asked);
  if (!twice)
    return;
  asked.draw = draw.number(); // Impatient fingers.
  send(std::move(asked));
}

std::string workload::address_given(const std::string& order) const {
  const auto placing = placings_.find(order);
  if (placing == placings_.end())
    return {};
  const auto address = placing->second.personal.find("address");
  return address == placing->second.personal.end() ? std::string{} : address->second;
}

/// As the edge completes a placing from the node's catalogue.
std::optional<workload::kept_placing> workload::draw_placing(dice& draw, const std::string& id,
                                                             const virtual_node& node) {
  constexpr std::array tokens{"tok_ok", "tok_ok", "tok_ok", "tok_declined", ""};
  constexpr std::array methods{payment_method::card, payment_method::card, payment_method::online,
                               payment_method::cash};
  const auto& shop = draw.any(town_.shops);
  kept_placing all;
  auto& what = all.what;
  what.id = {id};
  what.brand = shop.card.brand;
  what.store = shop.card.id;
  what.customer = draw.any(town_.customers);
  what.method = draw.one_of(methods);
  what.token = draw.one_of(tokens);
  what.facade = draw.percent(20);
  what.keyed = draw.percent(75);
  what.body_hash = "body of " + id;
  draw_lines(draw, what);
  if (draw.percent(30))
    what.metadata = {{"qty", std::to_string(draw.below(10))}, {"memo", "김치 없이"}};
  if (draw.percent(30))
    what.address.area = draw.percent(80) ? "north" : "south";
  if (draw.percent(30))
    what.address.at = geo_point{37.50 + 0.01 * static_cast<double>(draw.below(6)), 127.0};
  if (draw.percent(40))
    all.personal = {{"address", "1 " + id + " Street"}, {"note", "ring twice"}};
  what.card = node.office().shelf().store(what.store);
  const auto policy = what.card ? node.office().shelf().policy_for(*what.card) : std::nullopt;
  if (!policy)
    return std::nullopt;
  what.policy = *policy;
  return all;
}

void workload::draw_lines(dice& draw, place_order& what) {
  constexpr std::array items{"rice", "rice", "soup", "soup", "gift"};
  for (auto left = draw.between(1, 2); left > 0; --left) {
    line_request line{{draw.one_of(items)}, draw.between(1, 3), {}, {}, {}};
    if (line.item.value == "rice" && draw.percent(40))
      line.options = {draw.percent(80) ? "hot" : "frozen"};
    if (what.facade && draw.percent(50))
      line.price = money{draw.between(0, 9'000)};
    if (what.facade && draw.percent(30)) {
      line.item = {"whim"}; // On no menu.
      line.name = "A whim";
    }
    what.items.push_back(std::move(line));
  }
}

void workload::go_on(const std::string& id, dice& draw) {
  auto what = next_step(draw, id);
  if (!what)
    return look(id, draw.number());
  question<order> asked{id, *what, draw.number(), {}, {}, {}, {}, {}};
  if (draw.percent(30))
    asked.key = key_of(draw.number());
  if (const auto known = known_.find(id); known != known_.end() && draw.percent(10))
    asked.if_match = known->second.version - (draw.percent(20) ? 1 : 0);
  send(std::move(asked));
  if (draw.percent(8)) {
    auto other = any_step(draw);
    send<order>({id, std::move(other), draw.number(), {}, {}, {}, {}, {}});
  }
  if (std::holds_alternative<pay_order>(*what) && draw.percent(15))
    regret(id, draw);
}

/// A customer changes his mind while his payment is under way, or soon after.
void workload::regret(const std::string& id, dice& draw) {
  const std::chrono::milliseconds pause{draw.below(draw.percent(50) ? 50 : 2'000)};
  const question<order> asked{
    id, cancel_order{{}, cancel_party::customer, "changed my mind"}, draw.number(), {}, {}, {}, {},
    {}};
  still_.at(still_.now() + pause, [this, asked] { send(asked); });
}

void workload::meddle(const std::string& id, dice& draw) {
  const auto& placing = placings_.at(id);
  if (draw.percent(25) && placing.what.keyed)
    return send<order>({id, placing.what, draw.number(), {}, {}, placing.personal, {}, {}});
  auto what = any_step(draw);
  send<order>({id, std::move(what), draw.number(), {}, {}, {}, {}, {}});
}

} // namespace baedal::simulation
