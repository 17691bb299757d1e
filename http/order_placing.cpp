#include "http/admission.hpp"
#include "http/order_handlers.hpp"
#include "http/order_input.hpp"
#include "http/sending.hpp"
#include "http/views.hpp"

namespace baedal::http {

namespace {

using told = actors::answer<order_view>;

/// An order that still waits for its money is accepted only: 202.
response placed_answer(const order_view& order) {
  const bool unpaid = order.status == order_status::placed;
  auto out = with_entity_tag(json(unpaid ? 202 : 201, order_json(order)), order.version);
  out.headers.emplace_back("Location", "/api/v1/orders/" + order.id.value);
  return out;
}

/// The key of placing is the order's id (design D14), so the entity keeps no other.
actors::caller caller_of(const request& in) {
  actors::caller from;
  from.traceparent = read_traceparent(in);
  return from;
}

void send_placing(const api_parts& parts, const exchange_ptr& to, placing what) {
  keys_in_flight::visit visit;
  if (what.key)
    visit = parts.keys->enter(what.order.id.value);
  auto back = reply_to<told>(
    to, [](const told& now) { return placed_answer(now.view); }, std::move(visit.stay));
  auto id = what.order.id.value;
  refusal silence{errc::outcome_unknown};
  silence.subject = id; // So that the caller can read the order, key or not.
  if (visit.repeated)
    silence = errc::request_in_progress;
  to->if_unanswered(std::move(silence));
  parts.office->ask<order>({std::move(id),
                            std::move(what.order),
                            caller_of(to->in()),
                            {},
                            std::move(what.personal),
                            std::move(back)});
}

void place(const api_parts& parts, const exchange_ptr& to) {
  auto what = read_placing(to->in());
  if (!what) {
    to->refuse(what.fault());
    return;
  }
  if (const auto completed = complete(*what, parts.office->shelf(), to->in().body); !completed) {
    to->refuse(completed.error());
    return;
  }
  const auto guard = what->order.policy.overload_guard;
  const auto sound = std::make_shared<placing>(*std::move(what));
  parts.intake->enter(to, guard,
                      [parts, to, sound] { send_placing(parts, to, std::move(*sound)); });
}

} // namespace

handler place_handler(const api_parts& parts) {
  return [parts](const exchange_ptr& to) { place(parts, to); };
}

} // namespace baedal::http
