#include "domain/store_stock.hpp"

#include <algorithm>

namespace baedal {

namespace {

/// Units back to (or, negative, out of) what is free. An item that is not limited keeps no count.
void move_units(store& state, const std::vector<stock_line>& lines, std::int64_t sign) {
  for (const auto& line : lines) {
    const auto item = state.card.menu.find(line.item);
    if (item == state.card.menu.end() || !item->second.stock)
      continue;
    auto counted = item->second;
    *counted.stock += sign * line.quantity;
    state.card.menu.set(line.item, std::move(counted));
  }
}

std::int64_t units_on_hold(const store& state, const item_id& item) {
  const auto held = state.on_hold.find(item);
  return held == state.on_hold.end() ? 0 : held->second;
}

/// Units are held for an order that has not paid, or (negative) not any more.
void hold_units(store& state, const std::vector<stock_line>& lines, std::int64_t sign) {
  for (const auto& line : lines) {
    if (const auto units = units_on_hold(state, line.item) + sign * line.quantity; units != 0)
      state.on_hold.set(line.item, units);
    else
      state.on_hold.erase(line.item);
  }
}

} // namespace

std::optional<std::int64_t> unsold_units(const store& state, const item_id& item) {
  const auto offered = state.card.menu.find(item);
  if (offered == state.card.menu.end() || !limits_stock(state.card, offered->second))
    return std::nullopt;
  return *offered->second.stock + units_on_hold(state, item);
}

void apply(store& state, const units_reserved& event) {
  move_units(state, event.lines, -1);
  hold_units(state, event.lines, +1);
  state.reservations.set(event.order, {event.lines, false});
}

void apply(store& state, const units_committed& event) {
  const auto held = state.reservations.find(event.order);
  if (held == state.reservations.end() || held->second.committed)
    return;
  hold_units(state, held->second.lines, -1);
  state.reservations.set(event.order, {held->second.lines, true});
}

void apply(store& state, const units_released& event) {
  if (const auto held = state.reservations.find(event.order); held != state.reservations.end())
    move_units(state, held->second.lines, +1);
  apply(state, units_settled{event.order});
}

void apply(store& state, const units_settled& event) {
  const auto held = state.reservations.find(event.order);
  if (held == state.reservations.end())
    return;
  if (!held->second.committed)
    hold_units(state, held->second.lines, -1);
  state.reservations.erase(event.order);
}

void apply(store& state, const units_returned& event) {
  const auto held = state.reservations.find(event.order);
  if (held == state.reservations.end())
    return;
  auto rest = held->second;
  for (const auto& back : event.lines)
    for (auto& line : rest.lines)
      if (line.item == back.item)
        line.quantity -= back.quantity;
  std::erase_if(rest.lines, [](const stock_line& line) { return line.quantity <= 0; });
  move_units(state, event.lines, +1);
  if (!rest.committed)
    hold_units(state, event.lines, -1);
  if (rest.lines.empty())
    state.reservations.erase(event.order);
  else
    state.reservations.set(event.order, std::move(rest));
}

} // namespace baedal
