#include "domain/store.hpp"

#include "domain/checks.hpp"
#include "domain/store_stock.hpp"

#include <algorithm>

namespace baedal {

namespace {

using events = std::vector<store_event>;

/// The card with what only other commands change taken from `present`.
store_card redefined(store_card next, const store_card& present) {
  next.menu = present.menu;
  next.retired = present.retired;
  next.open = present.open;
  next.closed_until = present.closed_until;
  next.version = present.version;
  return next;
}

result<events> decide_one(const store& state, const define_store& asked) {
  if (auto wrong = fault_of(asked.card))
    return *wrong;
  if (state.defined && asked.card.brand != state.card.brand)
    return refusal{errc::brand_mismatch, "a store stays with its brand", "brand"};
  if (state.defined && redefined(asked.card, state.card) == state.card)
    return events{};
  return events{store_defined{redefined(asked.card, {})}};
}

fault fault_of_item(const menu_item& item) {
  constexpr std::size_t most_options = 100;
  if (auto wrong = first_of({fault_of_id(item.id.value, "item_id"),
                             fault_of_text(item.name, longest_name, "name"),
                             fault_of_amount(item.price, "price")}))
    return wrong;
  if (item.options.size() > most_options)
    return refusal{errc::value_invalid, "too many options", "options"};
  for (std::size_t index = 0; index < item.options.size(); ++index)
    if (auto wrong =
          fault_of_text(item.options[index], longest_name, "options/" + std::to_string(index)))
      return wrong;
  if (item.stock && (*item.stock < 0 || *item.stock > most_units))
    return refusal{errc::value_invalid, "must be 0 to " + std::to_string(most_units), "stock"};
  return std::nullopt;
}

result<events> decide_one(const store& state, const define_item& asked) {
  if (!state.defined)
    return errc::store_unknown;
  if (auto wrong = fault_of_item(asked.item))
    return *wrong;
  const auto present = state.card.menu.find(asked.item.id);
  if (present != state.card.menu.end() && present->second == asked.item)
    return events{};
  store next = state;
  next.card.menu.set(asked.item.id, asked.item);
  return events{item_defined{asked.item, !unsold_units(state, asked.item.id),
                             unsold_units(next, asked.item.id)}};
}

result<events> decide_one(const store& state, const change_item& asked) {
  const auto present = state.card.menu.find(asked.id);
  if (present == state.card.menu.end())
    return errc::item_not_found;
  auto item = present->second;
  item.name = asked.name.value_or(item.name);
  item.price = asked.price.value_or(item.price);
  if (asked.stock)
    item.stock = asked.stock;
  return decide_one(state, define_item{std::move(item)});
}

result<events> decide_one(const store& state, const retire_item& asked) {
  if (!state.defined)
    return errc::store_unknown;
  if (state.card.menu.count(asked.id) == 0)
    return errc::item_not_found;
  return events{item_retired{asked.id, unsold_units(state, asked.id).has_value()}};
}

result<events> decide_one(const store& state, const open_store&) {
  if (!state.defined)
    return errc::store_unknown;
  return state.card.open ? events{} : events{store_opened{}};
}

result<events> decide_one(const store& state, const close_store& asked, instant now) {
  if (!state.defined)
    return errc::store_unknown;
  if (asked.until && *asked.until <= std::max(now, state.last_event_at))
    return refusal{errc::value_invalid, "a pause ends in the future", "until"};
  const bool so_already = !state.card.open && state.card.closed_until == asked.until;
  return so_already ? events{} : events{store_closed{asked.until}};
}

/// One line per item, so that an item named twice cannot slip past the check.
std::vector<stock_line> merged(const std::vector<stock_line>& lines) {
  std::vector<stock_line> out;
  for (const auto& line : lines) {
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const stock_line& each) { return each.item == line.item; });
    if (same == out.end())
      out.push_back(line);
    else
      same->quantity += line.quantity;
  }
  return out;
}

result<events> decide_one(const store& state, const reserve_stock& asked) {
  if (!state.defined)
    return errc::store_unknown;
  if (state.reservations.count(asked.order) > 0)
    return events{}; // Said before.
  units_reserved held{asked.order, {}};
  for (const auto& line : asked.lines)
    if (line.quantity < 1 || line.quantity > most_units)
      return refusal{errc::value_invalid, "must be 1 to " + std::to_string(most_units), "quantity"};
  for (auto& line : merged(asked.lines)) {
    const auto item = state.card.menu.find(line.item);
    if (item == state.card.menu.end())
      return refusal{errc::item_unknown, line.item.value};
    if (item->second.sold_out)
      return refusal{errc::sold_out, line.item.value};
    if (!limits_stock(state.card, item->second))
      continue; // Not limited any more: nothing to hold.
    if (line.quantity > *item->second.stock)
      return refusal{errc::sold_out, line.item.value};
    held.lines.push_back(std::move(line));
  }
  return held.lines.empty() ? events{} : events{std::move(held)};
}

enum class sale : std::int8_t { made = -1, undone = 1 };

std::vector<stock_move> moves_of(const store& state, const std::vector<stock_line>& lines,
                                 sale what) {
  std::vector<stock_move> out;
  for (const auto& line : lines)
    if (const auto unsold = unsold_units(state, line.item))
      out.push_back(
        {line.item, line.quantity, *unsold + static_cast<std::int64_t>(what) * line.quantity});
  return out;
}

/// An order that holds nothing has nothing to commit: its items were not limited when it asked.
result<events> decide_one(const store& state, const commit_stock& asked) {
  const auto held = state.reservations.find(asked.order);
  if (held == state.reservations.end() || held->second.committed)
    return events{};
  return events{units_committed{asked.order, moves_of(state, held->second.lines, sale::made)}};
}

result<events> decide_one(const store& state, const release_stock& asked) {
  const auto held = state.reservations.find(asked.order);
  if (held == state.reservations.end())
    return events{};
  units_released out{asked.order};
  if (held->second.committed)
    out.back = moves_of(state, held->second.lines, sale::undone);
  return events{std::move(out)};
}

/// What is held beyond what is still wanted.
result<events> decide_one(const store& state, const hold_less& asked) {
  const auto held = state.reservations.find(asked.order);
  if (held == state.reservations.end())
    return events{};
  units_returned out{asked.order, {}};
  for (const auto& line : held->second.lines) {
    std::int64_t wanted = 0;
    for (const auto& each : asked.lines)
      if (each.item == line.item)
        wanted += std::max<std::int64_t>(each.quantity, 0);
    if (wanted < line.quantity)
      out.lines.push_back({line.item, line.quantity - wanted});
  }
  if (held->second.committed)
    out.back = moves_of(state, out.lines, sale::undone);
  return out.lines.empty() ? events{} : events{std::move(out)};
}

result<events> decide_one(const store& state, const settle_stock& asked) {
  const auto held = state.reservations.find(asked.order);
  if (held == state.reservations.end())
    return events{};
  if (held->second.committed)
    return events{units_settled{asked.order}};
  return events{units_committed{asked.order, moves_of(state, held->second.lines, sale::made)},
                units_settled{asked.order}}; // That it was sold was on its way.
}

} // namespace

result<std::vector<store_event>> decide(const store& state, const store_command& command,
                                        instant now) {
  return std::visit(
    [&](const auto& asked) {
      if constexpr (std::is_same_v<std::decay_t<decltype(asked)>, close_store>)
        return decide_one(state, asked, now);
      else
        return decide_one(state, asked);
    },
    command);
}

void evolve(store& state, const store_event& event, instant at) {
  std::visit(overloaded{
               [&](const store_defined& e) {
                 state.card = redefined(e.card, state.card);
                 state.defined = true;
               },
               [&](const item_defined& e) {
                 state.card.menu.set(e.item.id, e.item);
                 state.card.retired.erase(e.item.id);
               },
               [&](const item_retired& e) { retire(state.card, e.item, at); },
               [&](const store_opened&) {
                 state.card.open = true;
                 state.card.closed_until.reset();
               },
               [&](const store_closed& e) {
                 state.card.open = false;
                 state.card.closed_until = e.until;
               },
               [&](const auto& e) { apply(state, e); },
             },
             event);
  state.card.version += is_public(event) ? 1 : 0;
  ++state.version;
  state.last_event_at = std::max(state.last_event_at, at);
}

std::optional<result<store_view>> outcome_of(const store& state, const store_command&) {
  return result<store_view>{state.card};
}

bool is_public(const store_event& event) {
  return std::visit(overloaded{
                      [](const units_reserved&) { return false; },
                      [](const units_committed&) { return false; },
                      [](const units_released&) { return false; },
                      [](const units_settled&) { return false; },
                      [](const units_returned&) { return false; },
                      [](const auto&) { return true; },
                    },
                    event);
}

bool is_visible(const store& state) {
  return state.defined;
}

} // namespace baedal
