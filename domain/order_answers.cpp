#include "domain/order_rules.hpp"

namespace baedal {

namespace {

using events = std::vector<order_event>;

/// A repeat with another stamp, or by another node, may still succeed.
bool is_about_sender(errc answer) {
  return answer == errc::stale_stamp || answer == errc::fenced;
}

/// A store that cannot be reached fails the checkout at once: its customer is waiting.
order_decision on_store_down(const order& state, errc answer, instant now) {
  if (is_about_sender(answer) || !find_owed<owe_reserve_stock>(state))
    return events{};
  return on_stock_answer(state, errc::unavailable, now);
}

bool blocks_another(const order& state, const obligation& open) {
  return std::any_of(state.owed.begin(), state.owed.end(), [&](const obligation& each) {
    return each.number > open.number && each.receiver == open.receiver;
  });
}

/// An acknowledgement has a consequence where a cancelling waits for it, or a later obligation to
/// the same receiver: were it forgotten after that one was sent, it could never be sent again.
/// Elsewhere it is noted by the actor with whatever it appends next.
order_decision on_acknowledged(const order& state, const obligation& open) {
  if (state.seen.status != order_status::cancelling && !blocks_another(state, open))
    return events{};
  return events{obligations_settled{{open.number}}};
}

order_decision on_entity_answer(const order& state, const obligation& open, errc answer,
                                instant now) {
  return std::visit(
    overloaded{
      [&](const owe_reserve_stock&) {
        return is_final_answer(answer) ? on_stock_answer(state, answer, now)
                                       : on_store_down(state, answer, now);
      },
      [&](const owe_release_stock&) {
        return is_final_answer(answer) ? on_acknowledged(state, open)
                                       : on_store_down(state, answer, now);
      },
      [&](const owe_assign_rider&) -> order_decision {
        return is_final_answer(answer) ? on_assign_answer(state, answer, now) : events{};
      },
      [&](const auto&) -> order_decision {
        const bool done = open.receiver && is_final_answer(answer);
        return done ? on_acknowledged(state, open) : events{};
      },
    },
    open.body);
}

order_decision on_gateway_answer(const order& state, const obligation& open,
                                 const gateway_answer& answer, instant now) {
  return std::visit(
    overloaded{
      [&](const owe_authorise&) { return on_authorise_answer(state, answer, now); },
      [&](const owe_look_up&) { return on_look_up_answer(state, open, answer, now); },
      [&](const owe_refund& refund) { return on_refund_answer(state, refund, answer, now); },
      [&](const auto&) -> order_decision { return events{}; },
    },
    open.body);
}

} // namespace

bool is_final_answer(errc code) noexcept {
  switch (code) {
    case errc::unavailable:
    case errc::overloaded:
    case errc::outcome_unknown:
    case errc::stale_stamp:
    case errc::fenced:
      return false;
    default:
      return true;
  }
}

order_decision decide_one(const order& state, const obligation_answered& asked, instant now) {
  const auto open = std::find_if(state.owed.begin(), state.owed.end(), [&](const auto& each) {
    return each.number == asked.number;
  });
  if (open == state.owed.end())
    return events{}; // Answered before, or no longer wanted.
  auto decided = std::visit(
    overloaded{
      [&](const entity_answer& answer) {
        return on_entity_answer(state, *open, answer.code, now);
      },
      [&](const gateway_answer& answer) {
        return on_gateway_answer(state, *open, answer, now);
      },
    },
    asked.answer);
  if (!decided || decided->empty() || state.seen.status != order_status::cancelling)
    return decided;
  order_draft draft(state, now);
  for (auto& event : *decided)
    draft.add(std::move(event));
  end_cancelling(draft);
  return draft.take();
}

} // namespace baedal
