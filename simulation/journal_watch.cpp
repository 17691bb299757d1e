#include "simulation/journal_watch.hpp"

#include "persistence/event_codec.hpp"
#include "persistence/journal_session.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

constexpr std::size_t most_findings = 20;
constexpr std::size_t longest_story = 30;

std::int64_t units_held(const store& shop, const item_id& item) {
  std::int64_t units = 0;
  for (const auto& [order, held] : shop.reservations)
    for (const auto& line : held.lines)
      units += line.item == item ? line.quantity : 0;
  return units;
}

bool is_terminal(order_status status) {
  return status == order_status::completed || status == order_status::cancelled;
}

/// Whether one more payment is asked for, of an order that has one or stands no more.
bool asks_in_vain(const order& before, const order& after) {
  const auto status = after.seen.status;
  const bool stands = status == order_status::checkout || status == order_status::placed;
  return after.payment_attempts > before.payment_attempts
         && (!stands || before.seen.payment.captured > money{});
}

/// Whether a payment that was put off will be asked for again, and nothing is asked for now.
bool waits_to_pay(const order& state) {
  const auto open = owed(state);
  const bool asks = std::any_of(open.begin(), open.end(), [](const obligation& each) {
    return std::holds_alternative<owe_authorise>(each.body);
  });
  const bool will_ask = std::any_of(state.timers.begin(), state.timers.end(), [](auto& timer) {
    return timer.kind == timer_kind::pay_again;
  });
  return will_ask && !asks && state.seen.status == order_status::placed;
}

/// The rider who is on the way for this order.
std::string rider_under_way(const order& state) {
  const auto status = state.seen.delivery.status;
  const bool out = status == delivery_status::picked || status == delivery_status::in_transit;
  return out && state.seen.delivery.rider ? state.seen.delivery.rider->value : std::string{};
}

} // namespace

void journal_watch::on_commit(const persistence::write_batch& batch, instant now) {
  now_ = now;
  ++commits_;
  for (const auto& row : batch.events) {
    ++events_;
    place(row);
    const auto key = parse_entity_key(row.entity);
    if (!key)
      continue; // An ownership record.
    remember(row);
    switch (key->kind) {
      case entity_kind::order:
        follow(orders_, row);
        break;
      case entity_kind::store:
        follow(stores_, row);
        break;
      case entity_kind::rider:
        follow(riders_, row);
        break;
      case entity_kind::customer:
        follow(customers_, row);
        break;
      case entity_kind::brand:
        follow(brands_, row);
        break;
      case entity_kind::sequence:
        follow(sequences_, row);
        break;
    }
  }
}

/// I7: positions are dense, epochs never fall, and nobody writes under an epoch that is over.
void journal_watch::place(const persistence::event_row& row) {
  auto& slice = slices_[row.slice];
  if (row.position != slice.head + 1)
    report("I7", row.entity,
           "position " + std::to_string(row.position) + " of slice " + std::to_string(row.slice)
             + " follows " + std::to_string(slice.head));
  slice.head = row.position;
  const bool claims = row.type == "slice_owned";
  if (claims ? row.epoch <= slice.epoch : row.epoch != slice.epoch)
    report("I7", row.entity,
           "epoch " + std::to_string(row.epoch) + " in a slice of epoch "
             + std::to_string(slice.epoch));
  slice.epoch = std::max(slice.epoch, row.epoch);
}

/// I7 and I13 for one entity, then what its new state must fulfil.
template <class State>
void journal_watch::follow(by_key<State>& all, const persistence::event_row& row) {
  auto& known = all[row.entity];
  if (row.version != known.version + 1)
    report("I7", row.entity,
           "version " + std::to_string(row.version) + " follows " + std::to_string(known.version));
  if (row.hash != persistence::chain_hash(known.hash, row))
    report("I13", row.entity, "the chain breaks at version " + std::to_string(row.version));
  known.version = row.version;
  known.hash = row.hash;
  auto decoded =
    persistence::decode_event<typename actors::aggregate<State>::event>(row.type, row.payload);
  if (!decoded)
    return report("I13", row.entity, decoded.error().detail);
  if (!decoded->event)
    return;
  const State before = known.now;
  evolve(known.now, *decoded->event, row.at);
  note(*decoded->event, row.entity);
  check(before, known.now, row.entity);
}

void journal_watch::note(const order_event& event, const std::string& entity) {
  auto& sums = money_[entity];
  std::visit(overloaded{
               [&](const payment_approved& e) {
                 sums.payable = sums.payable + e.amount;
                 if (e.method == payment_method::cash && e.key.empty())
                   sums.cash = sums.cash + e.amount;
               },
               [&](const cancel_requested& e) { sums.released = sums.released + e.refund; },
               [&](const line_removed& e) { sums.released = sums.released + e.refund; },
               [&](const payment_refunded& e) {
                 sums.cash_back = e.in_cash ? sums.cash_back + e.amount : sums.cash_back;
               },
               [](const auto&) {},
             },
             event);
}

journal_watch::order_money journal_watch::money_of(const std::string& entity) const {
  const auto known = money_.find(entity);
  return known == money_.end() ? order_money{} : known->second;
}

/// I2, I3 and I4.
void journal_watch::check(const order& before, const order& after, const std::string& entity) {
  views_[{entity, after.seen.version}] = after.seen;
  committed_[entity][now_] = after.seen.version;
  if (is_terminal(before.seen.status) && after.seen.status != before.seen.status)
    report("I3", entity,
           "left " + std::string{to_string(before.seen.status)} + " for "
             + std::string{to_string(after.seen.status)});
  if (after.seen.status == order_status::cancelled && after.seen.delivery.delivered_at)
    report("I3", entity, "delivered and cancelled");
  if (after.seen.payment.refunded > after.seen.payment.captured)
    report("I2", entity, "more was given back than taken");
  if (asks_in_vain(before, after))
    report("I2", entity, "asks for money that it has, or no longer wants");
  if (after.seen.payment.deferred && !waits_to_pay(after))
    report("I11", entity, "its payment was put off and is forgotten");
  const auto left = rider_under_way(before);
  const auto took = rider_under_way(after);
  if (left == took)
    return;
  if (!left.empty())
    under_way_[left].erase(entity);
  if (!took.empty() && under_way_[took].insert(entity).second && under_way_[took].size() > 1)
    report("I4", entity, "rider " + took + " has another order already");
}

/// I5: free stock is never negative, and units move between the shelf and orders only.
void journal_watch::check(const store& before, const store& after, const std::string& entity) {
  const bool moved = !(before.reservations == after.reservations);
  for (const auto& [id, item] : after.card.menu) {
    if (!item.stock)
      continue;
    if (*item.stock < 0)
      report("I5", entity, "the stock of " + id.value + " is " + std::to_string(*item.stock));
    const auto was = before.card.menu.find(id);
    const bool sold_or_back = moved && was != before.card.menu.end() && was->second.stock
                              && *was->second.stock != *item.stock;
    if (sold_or_back
        && *was->second.stock + units_held(before, id) != *item.stock + units_held(after, id))
      report("I5", entity, "units of " + id.value + " came or went");
  }
}

const order_view* journal_watch::view_at(const std::string& entity, std::uint64_t version) const {
  const auto known = views_.find({entity, version});
  return known == views_.end() ? nullptr : &known->second;
}

std::uint64_t journal_watch::version_by(const std::string& entity, instant time) const {
  const auto known = committed_.find(entity);
  if (known == committed_.end())
    return 0;
  const auto later = known->second.upper_bound(time);
  return later == known->second.begin() ? 0 : std::prev(later)->second;
}

std::uint64_t journal_watch::head_of(std::uint32_t slice) const {
  const auto known = slices_.find(slice);
  return known == slices_.end() ? 0 : known->second.head;
}

const std::deque<std::string>& journal_watch::story_of(const std::string& entity) const {
  static const std::deque<std::string> none;
  const auto known = stories_.find(entity);
  return known == stories_.end() ? none : known->second;
}

void journal_watch::remember(const persistence::event_row& row) {
  auto& story = stories_[row.entity];
  auto line = std::to_string(now_.time_since_epoch().count()) + " v" + std::to_string(row.version);
  story.push_back(std::move(line) + " " + row.type + " " + row.payload.substr(0, 200));
  if (story.size() > longest_story)
    story.pop_front();
}

void journal_watch::report(std::string invariant, const std::string& entity, std::string what) {
  if (found_.size() < most_findings)
    found_.push_back({std::move(invariant), entity, std::move(what), now_});
}

} // namespace baedal::simulation
