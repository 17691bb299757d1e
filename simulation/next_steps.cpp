#include "simulation/workload.hpp"

// What people do with an order, by what they were told of it.

namespace baedal::simulation {

namespace {

cancel_order cancelling(cancel_party by) {
  return {{}, by, "changed my mind"};
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
  const auto& policy = placings_.at(id).policy;
  if (draw.percent(6))
    return cancelling(draw.percent(70) ? cancel_party::customer : cancel_party::store);
  switch (seen.status) {
    case order_status::placed:
      return pay_order{{}, payment_method::card, draw.percent(85) ? "tok_ok" : "tok_declined"};
    case order_status::paid:
      if (draw.percent(8))
        return reject_order{{}, "no rice", 3};
      if (policy.acceptance == acceptance_mode::explicit_answer)
        return accept_order{{}, std::chrono::minutes{draw.between(5, 40)}};
      return start_cooking{};
    case order_status::accepted:
      return start_cooking{};
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
  const std::array<order_command, 16> all{pay_order{{}, payment_method::card, "tok_ok"},
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
                                          report_accident{{}, "dropped"},
                                          retry_refund{}};
  return draw.one_of(all);
}

} // namespace baedal::simulation
