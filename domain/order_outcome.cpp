#include "domain/order_rules.hpp"

namespace baedal {

namespace {

using outcome = std::optional<result<order_view>>;

refusal about(const order& state, errc code, std::string detail) {
  refusal why{code, std::move(detail)};
  why.subject = state.seen.id.value;
  return why;
}

/// The attempt to pay that the caller waits for: undecided, declined, or to be read from the view.
outcome of_attempt(const order& state) {
  const auto& payment = state.seen.payment;
  if (state.seen.status == order_status::placed && payment.status == payment_status::requested)
    return std::nullopt;
  if (state.seen.status == order_status::placed && payment.status == payment_status::failed)
    return result<order_view>{about(state, errc::payment_declined, payment.failure)};
  return result<order_view>{state.seen};
}

outcome outcome_for(const order& state, const place_order& asked) {
  if (state.seen.status == order_status::checkout) {
    if (state.payment_in_doubt)
      return result<order_view>{
        about(state, errc::payment_unknown, "the payment gateway has not answered yet")};
    return std::nullopt;
  }
  if (state.seen.status == order_status::checkout_failed) {
    auto why =
      about(state, state.checkout_error.value_or(errc::unavailable), state.checkout_error_code);
    why.retry_after = state.checkout_retry_after;
    return result<order_view>{std::move(why)};
  }
  if (asked.token.empty())
    return result<order_view>{state.seen};
  return of_attempt(state);
}

outcome outcome_for(const order& state, const pay_order&) {
  return of_attempt(state);
}

outcome outcome_for(const order& state, const pick_order& asked) {
  if (asked.who.rider && state.claim == asked.who.rider)
    return std::nullopt;
  if (asked.who.rider && state.seen.delivery.rider != asked.who.rider && state.last_release
      && state.last_release->first == *asked.who.rider) {
    auto why = conflict(state, "the rider did not get the order", state.last_release->second);
    return result<order_view>{std::move(why)};
  }
  return result<order_view>{state.seen};
}

outcome outcome_for(const order& state, const auto&) {
  return result<order_view>{state.seen};
}

} // namespace

std::optional<result<order_view>> outcome_of(const order& state, const order_command& command) {
  return std::visit([&](const auto& asked) { return outcome_for(state, asked); }, command);
}

bool is_public(const order_event& event) {
  return std::visit(
    overloaded{
      [](const checkout_started&) { return false; },
      [](const stock_reserved&) { return false; },
      [](const checkout_failed&) { return false; },
      [](const pick_claimed&) { return false; },
      [](const pick_released&) { return false; },
      [](const obligations_settled&) { return false; },
      [](const alert_raised&) { return false; },
      [](const stamp_renewed&) { return false; },
      [](const auto&) { return true; },
    },
    event);
}

} // namespace baedal
