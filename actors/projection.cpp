#include "actors/projection.hpp"

#include "actors/notification_projection.hpp"
#include "domain/order_lines.hpp"
#include "persistence/event_codec.hpp"
#include "persistence/order_view_codec.hpp"

#include <algorithm>

namespace baedal::actors {

using persistence::queue_place;

namespace {

/// Whether the event leaves every list as it is.
bool is_silent(const std::optional<order_event>& event) {
  return !event || std::holds_alternative<obligations_settled>(*event)
         || std::holds_alternative<alert_raised>(*event)
         || std::holds_alternative<stamp_renewed>(*event);
}

queue_place queue_of(const order& state) {
  if (state.seen.hidden || !has_part(state.seen.parts, order_part::ticket))
    return queue_place::none;
  const auto status = state.seen.status;
  const bool over = status == order_status::completed || status == order_status::cancelled
                    || status == order_status::payment_failed;
  return over ? queue_place::closed : queue_place::open;
}

persistence::order_record row_of(const order& state, std::uint32_t slice, std::uint64_t version) {
  const auto& seen = state.seen;
  persistence::order_record row;
  row.slice = slice;
  row.id = seen.id.value;
  row.brand = seen.brand.value;
  row.store = seen.store.value;
  row.customer = seen.customer.value;
  row.area = seen.area;
  row.status = to_string(seen.status);
  row.placed_at = seen.placed_at;
  row.version = version;
  row.hidden = seen.hidden;
  row.queue = queue_of(state);
  row.job = seen.delivery.status == delivery_status::available && !state.claim;
  row.offers = seen.delivery.offers;
  row.pickup = seen.store_at;
  if (auto numbered = parse_numbered_order(seen.id)) {
    row.collection = std::move(numbered->collection);
    row.number = numbered->number;
    row.parts = seen.parts;
  }
  row.body = persistence::encode_order_view(seen);
  return row;
}

/// What the payment history says of an event; nothing for all others. It is silent about the method
/// where the event is: that is the method of the step before.
struct payment_step {
  std::string_view what;
  money amount;
  std::optional<payment_method> method;
};

std::optional<payment_step> payment_step_of(const order_event& event, const order& after) {
  const auto total = after.placed->total;
  using step = std::optional<payment_step>;
  return std::visit(overloaded{
                      [&](const payment_requested& e) {
                        return step{{"requested", e.amount.value_or(total), e.method}};
                      },
                      [&](const payment_approved& e) {
                        return step{{"approved", e.amount, e.method}};
                      },
                      [&](const payment_failed& e) {
                        return step{{"failed", e.amount.value_or(total), {}}};
                      },
                      [&](const payment_deferred& e) {
                        return step{{"deferred", e.amount.value_or(total), {}}};
                      },
                      [&](const payment_expired& e) {
                        return step{{"expired", e.amount.value_or(total), {}}};
                      },
                      [&](const payment_refunded& e) {
                        return step{{"refunded", e.amount, {}}};
                      },
                      [&](const refund_refused& e) {
                        const auto due = e.amount.value_or(after.seen.payment.refund_due);
                        return step{{"refund_refused", due, {}}};
                      },
                      [](const auto&) { return step{}; },
                    },
                    event);
}

template <class State>
std::uint64_t version_after(const committed_append& append, const change<State>& what) {
  return std::max(append.first_version + what.events.size() - 1, what.version_after);
}

/// The first event that happened to an order which the public can see.
std::size_t first_visible(const std::vector<std::optional<order_event>>& events) {
  const auto placed = std::find_if(events.begin(), events.end(), [](const auto& event) {
    return event && std::holds_alternative<order_placed>(*event);
  });
  return placed == events.end() ? 0 : static_cast<std::size_t>(placed - events.begin());
}

} // namespace

void projection::add(const committed_append& append) {
  std::visit(
    [&](const auto& what) {
      if (what.after)
        add(append, what);
    },
    append.what);
  advance(append);
}

void projection::add(const committed_append& append, const change<order>& what) {
  const auto& after = *what.after;
  if (!is_visible(after))
    return; // A checkout is in no list, no topic and no payment history.
  const auto& events = what.events;
  const auto is_shown = [](const auto& event) { return event && is_public(*event); };
  const auto first = first_visible(events);
  auto version = after.seen.version
                 - static_cast<std::uint64_t>(std::count_if(
                   events.begin() + static_cast<std::ptrdiff_t>(first), events.end(), is_shown));
  for (auto i = first; i < events.size(); ++i) {
    if (is_shown(events[i]))
      add_public(append, what, i, ++version);
    if (events[i])
      add_notifications(rows_, after, *events[i], append.first_version + i, append.at);
    if (is_silent(events[i]))
      continue;
    auto& newest = orders_[append.entity.id];
    const bool is_new =
      newest.is_new || (events[i] && std::holds_alternative<order_placed>(*events[i]));
    newest = {what.after, append.slice, append.first_version + i, is_new};
  }
}

void projection::add_public(const committed_append& append, const change<order>& what,
                            std::size_t place, std::uint64_t version) {
  const auto& after = *what.after;
  const auto& event = *what.events[place];
  rows_.topic.push_back({append.slice, append.first_position + place, after.seen.brand.value,
                         append.entity.id, version, std::string{persistence::type_of(event)},
                         append.at, persistence::topic_data(event, after), what.follows[place]});
  if (auto step = payment_step_of(event, after))
    rows_.payments.push_back({append.entity.id, version, std::string{step->what}, step->amount.won,
                              step->method ? std::string{to_string(*step->method)} : std::string{},
                              append.at});
  if (std::holds_alternative<cooking_started>(event)
      && after.placed->policy.count_dishes_at_cooking_start)
    count_dishes(after, append.at);
}

/// Both numbers of requirements K20: an order counts once per dish, its quantity as ordered.
void projection::count_dishes(const order& after, instant at) {
  const auto cooked = sums_by_item(after.seen.items); // Without what was removed before.
  for (const auto& dish : cooked) {
    auto& sum = dishes_[{after.seen.store.value, dish.item.value}];
    if (std::tie(sum.counted_at, sum.name) < std::tie(at, dish.name)) {
      sum.counted_at = at;
      sum.name = dish.name;
    }
    ++sum.orders;
    sum.quantity += dish.quantity;
  }
}

void projection::add(const committed_append& append, const change<store>& what) {
  for (std::size_t i = 0; i < what.events.size(); ++i) {
    const auto& event = what.events[i];
    auto told = event ? persistence::entry_of(*event, what.after->card.id) : std::nullopt;
    if (!told)
      continue;
    told->brand = what.after->card.brand;
    add_entry(append, i, std::move(*told));
  }
  stores_[append.entity.id] = {what.after, version_after(append, what)};
}

void projection::add(const committed_append& append, const change<brand>& what) {
  brands_[append.entity.id] = {what.after, version_after(append, what)};
}

void projection::add(const committed_append& append, const change<customer>& what) {
  const customer_id who{append.entity.id};
  for (std::size_t i = 0; i < what.events.size(); ++i) {
    const auto& event = what.events[i];
    if (!event)
      continue;
    add_notifications(rows_, who, *event, append.at);
    if (auto told = persistence::entry_of(*event, who))
      add_entry(append, i, std::move(*told));
  }
}

void projection::add(const committed_append& append, const change<breaker>& what) {
  for (std::size_t i = 0; i < what.events.size(); ++i)
    if (const auto& event = what.events[i])
      add_entry(append, i, persistence::entry_of(std::get<breaker_changed>(*event)));
}

void projection::add_entry(const committed_append& append, std::size_t place,
                           persistence::topic_entry told) {
  rows_.topic.push_back({append.slice, append.first_position + place, std::move(told.brand.value),
                         std::move(told.order.value), append.first_version + place,
                         std::move(told.type), append.at, std::move(told.data), 0,
                         append.entity.text()});
}

void projection::advance(const committed_append& append) {
  const auto count = std::visit([](const auto& what) { return what.events.size(); }, append.what);
  const auto last = append.first_position + count - 1;
  const auto [slot, is_new] = offset_of_.try_emplace(append.slice, rows_.offsets.size());
  if (is_new)
    rows_.offsets.push_back({append.slice, append.first_position - 1, last});
  else
    rows_.offsets[slot->second].position = last;
  rows_.as_of = std::max(rows_.as_of, append.at);
  events_ += count;
}

persistence::read_changes projection::take() {
  auto done = std::exchange(rows_, {});
  for (const auto& [id, newest] : orders_) {
    done.orders.push_back(row_of(*newest.state, newest.slice, newest.version));
    done.orders.back().is_new = newest.is_new;
  }
  for (const auto& [id, newest] : stores_) {
    store shown; // What customers see; reservations are the store's own.
    shown.card = newest.state->card;
    shown.defined = newest.state->defined;
    shown.version = newest.version;
    done.stores.push_back({id, newest.version, persistence::encode_state(shown)});
  }
  for (const auto& [id, newest] : brands_)
    done.brands.push_back({id, newest.version, persistence::encode_state(*newest.state)});
  for (auto& [key, dish] : dishes_) {
    dish.store = key.first;
    dish.item = key.second;
    done.dishes.push_back(std::move(dish));
  }
  std::sort(done.offsets.begin(), done.offsets.end(),
            [](const auto& a, const auto& b) { return a.slice < b.slice; });
  for (auto& message : done.messages)
    if (message.at <= silent_until_)
      message.status = message_status::skipped;
  *this = projection{silent_until_};
  return done;
}

} // namespace baedal::actors
