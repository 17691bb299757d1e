#include "simulation/workload.hpp"

// What people order, and what they do with an order by what they were told of it.

namespace baedal::simulation {

namespace {

cancel_order cancelling(cancel_party by, std::string reason = "changed my mind") {
  return {{}, by, std::move(reason)};
}

/// By card mostly, and sometimes with another fee where the brand takes one.
pay_order paying(dice& draw, const brand_policy& policy) {
  pay_order what{{}, payment_method::card, draw.percent(85) ? "tok_ok" : "tok_declined"};
  if (draw.percent(20))
    what = pay_order{{}, payment_method::cash, ""};
  if (policy.payment == payment_timing::record_then_pay && draw.percent(40))
    what.delivery_fee = money{500 * draw.between(0, 6)};
  return what;
}

/// Something went wrong in the kitchen: one thing has run out, or all takes longer.
order_command trouble_in_the_kitchen(dice& draw, const order_view& seen) {
  if (draw.percent(50) || seen.items.empty())
    return delay_order{{}, std::chrono::minutes{draw.between(1, 20)}, "many orders"};
  const auto& line = draw.any(seen.items);
  std::optional<std::int64_t> quantity;
  if (draw.percent(50))
    quantity = draw.between(1, line.quantity);
  return remove_item{{}, line.item, quantity, "sold out"};
}

bool is_before_cooking(order_status status) {
  return status == order_status::placed || status == order_status::paid
         || status == order_status::accepted;
}

} // namespace

/// As the edge completes a placing from the node's catalogue.
std::optional<place_order> workload::draw_placing(dice& draw, const virtual_node& node) {
  constexpr std::array tokens{"tok_ok", "tok_ok", "tok_ok", "tok_declined", ""};
  constexpr std::array items{"rice", "rice", "soup", "soup", "gift"};
  const auto& shop = draw.any(town_.shops);
  place_order what;
  what.id = {"o" + std::to_string(tried_.size())};
  what.brand = shop.card.brand;
  what.store = shop.card.id;
  what.customer = draw.any(town_.customers);
  for (auto left = draw.between(1, 2); left > 0; --left)
    what.items.push_back({{draw.one_of(items)}, draw.between(1, 3), {}, {}, {}});
  what.token = draw.one_of(tokens);
  if (draw.percent(30))
    what.metadata = {{"qty", std::to_string(draw.below(10))}, {"memo", "김치 없이"}};
  if (draw.percent(30))
    what.address.area = draw.percent(80) ? "north" : "south";
  if (draw.percent(30))
    what.address.at = geo_point{37.50 + 0.01 * static_cast<double>(draw.below(6)), 127.0};
  what.keyed = draw.percent(75);
  what.body_hash = "body of " + what.id.value;
  what.card = node.office().shelf().store(what.store);
  if (!what.card)
    return std::nullopt;
  const auto policy = node.office().shelf().policy_for(*what.card);
  if (!policy)
    return std::nullopt;
  what.policy = *policy;
  return what;
}

asked_by workload::some_rider(dice& draw) {
  asked_by who;
  who.rider = draw.any(town_.riders).id;
  return who;
}

/// What comes next, mostly. Nothing where it takes a look first, or it is over.
std::optional<order_command> workload::next_step(dice& draw, const std::string& id) {
  const auto known = known_.find(id);
  if (known == known_.end())
    return std::nullopt;
  const auto& seen = known->second;
  const auto& policy = placings_.at(id).policy;
  if (draw.percent(6))
    return draw.percent(70)   ? cancelling(cancel_party::customer)
           : draw.percent(50) ? cancelling(cancel_party::store)
                              : cancelling(cancel_party::ops, "no_show");
  if (draw.percent(10) && (is_before_cooking(seen.status) || seen.status == order_status::cooking))
    return trouble_in_the_kitchen(draw, seen);
  switch (seen.status) {
    case order_status::placed:
      return paying(draw, policy);
    case order_status::paid:
      if (draw.percent(8))
        return reject_order{{}, "no rice", 3};
      if (policy.acceptance == acceptance_mode::explicit_answer)
        return accept_order{{}, std::chrono::minutes{draw.between(5, 40)}};
      return start_cooking{};
    case order_status::accepted:
      return draw.percent(25) ? order_command{finish_cooking{{}, true}}
                              : order_command{start_cooking{}};
    case order_status::cooking:
      if (policy.kitchen == kitchen_mode::start_only)
        return start_delivery{};
      return finish_cooking{};
    case order_status::cooked:
      return start_delivery{};
    case order_status::awaiting_rider:
      return policy.dispatch == dispatch_mode::own_courier
               ? order_command{start_delivery{}}
               : order_command{pick_order{some_rider(draw)}};
    case order_status::delivery_requested:
      return draw.percent(50) ? order_command{deliver_order{}} : order_command{confirm_order{}};
    case order_status::out_for_delivery:
      if (seen.delivery.status == delivery_status::picked)
        return draw.percent(15) ? order_command{withdraw_order{}} : order_command{start_delivery{}};
      return draw.percent(8) ? order_command{report_accident{{}, "dropped"}}
                             : order_command{deliver_order{}};
    case order_status::delivered:
      return confirm_order{};
    default:
      return std::nullopt;
  }
}

order_command workload::any_step(dice& draw) {
  asked_by stranger;
  stranger.store = store_id{"elsewhere"};
  const std::array<order_command, 20> all{pay_order{{}, payment_method::card, "tok_ok"},
                                          pay_order{{}, payment_method::cash, ""},
                                          accept_order{{}, {}},
                                          accept_order{stranger, {}},
                                          reject_order{{}, "no rice", 1},
                                          start_cooking{},
                                          finish_cooking{},
                                          pick_order{some_rider(draw)},
                                          withdraw_order{},
                                          start_delivery{},
                                          deliver_order{},
                                          confirm_order{},
                                          cancelling(cancel_party::customer),
                                          cancelling(cancel_party::ops),
                                          cancelling(cancel_party::store, "customer_fault"),
                                          report_accident{{}, "dropped"},
                                          remove_item{{}, {"soup"}, {}, "sold out"},
                                          remove_item{stranger, {"rice"}, 1, "sold out"},
                                          delay_order{{}, std::chrono::minutes{1}, "many orders"},
                                          retry_refund{}};
  return draw.one_of(all);
}

} // namespace baedal::simulation
