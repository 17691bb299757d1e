#include "simulation/workload.hpp"

// What people do with an order, by what they were told of it.

namespace baedal::simulation {

namespace {

cancel_order cancelling(dice& draw) {
  constexpr std::array parties{cancel_party::customer, cancel_party::customer, cancel_party::store,
                               cancel_party::ops};
  constexpr std::array reasons{"changed my mind", "no rice", "customer_fault", "no_show"};
  const auto by = draw.one_of(parties);
  return {{}, by, draw.one_of(reasons)};
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

bool is_before_cooked(order_status status) {
  return status == order_status::placed || status == order_status::paid
         || status == order_status::accepted || status == order_status::cooking;
}

} // namespace

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
  const auto& policy = placings_.at(id).what.policy;
  if (draw.percent(6))
    return cancelling(draw);
  if (draw.percent(10) && is_before_cooked(seen.status))
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
    case order_status::cancelled:
      if (seen.payment.status == payment_status::refund_refused)
        return retry_refund{};
      return std::nullopt;
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
                                          cancelling(draw),
                                          cancelling(draw),
                                          erase_personal{},
                                          report_accident{{}, "dropped"},
                                          remove_item{{}, {"soup"}, {}, "sold out"},
                                          remove_item{stranger, {"rice"}, 1, "sold out"},
                                          delay_order{{}, std::chrono::minutes{1}, "many orders"},
                                          retry_refund{}};
  return draw.one_of(all);
}

} // namespace baedal::simulation
