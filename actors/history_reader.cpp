#include "actors/history_reader.hpp"

#include "actors/fold.hpp"
#include "persistence/event_codec.hpp"

#include <algorithm>

namespace baedal::actors {

using persistence::event_row;
using persistence::journal;

namespace {

constexpr std::size_t most_orders = 5'000; ///< remembered at a time
constexpr std::size_t rows_per_read = 1'000;

/// The end of what belongs together from `first` on: one entity, one time, no gap.
std::size_t end_of_group(std::span<const event_row> rows, std::size_t first) {
  auto end = first + 1;
  while (end < rows.size() && rows[end].entity == rows[first].entity
         && rows[end].at == rows[first].at && rows[end].version == rows[end - 1].version + 1)
    ++end;
  return end;
}

/// An append that moves the offset and changes no row.
committed_append silent_append(std::span<const event_row> group) {
  committed_append append;
  append.slice = group.front().slice;
  append.first_position = group.front().position;
  append.first_version = group.front().version;
  append.at = group.front().at;
  append.what = change<order>{std::vector<std::optional<order_event>>(group.size()), {}, nullptr};
  return append;
}

/// Gives what the row holds.
result<persistence::decoded_event<order_event>> evolve_by(order& state, const event_row& row) {
  auto decoded = persistence::decode_event<order_event>(row.type, row.payload);
  if (decoded && decoded->event)
    evolve(state, *decoded->event, row.at);
  return decoded;
}

} // namespace

result<std::vector<committed_append>> history_reader::read(journal& from, rows all) {
  std::vector<committed_append> appends;
  for (std::size_t first = 0; first < all.size();) {
    const auto end = end_of_group(all, first);
    const auto group = all.subspan(first, end - first);
    first = end;
    auto append = silent_append(group);
    const auto entity = parse_entity_key(group.front().entity);
    if (entity && !unreadable_.contains(group.front().entity)) {
      auto added = add(from, *entity, group, append);
      if (added.code() == errc::history_unreadable) {
        unreadable_.insert(group.front().entity);
        append = silent_append(group);
      } else if (!added) {
        return added.error();
      }
    }
    appends.push_back(std::move(append));
  }
  return appends;
}

void history_reader::forget() {
  orders_.clear();
  stores_.clear();
  brands_.clear();
}

result<unit> history_reader::add(journal& from, const entity_key& entity, rows group,
                                 committed_append& append) {
  append.entity = entity;
  switch (entity.kind) {
    case entity_kind::order:
      return add_order(from, group, append);
    case entity_kind::store:
      return add_newest(from, group, append, stores_);
    case entity_kind::brand:
      return add_newest(from, group, append, brands_);
    case entity_kind::customer:
      return add_events<customer>(group, append);
    case entity_kind::breaker:
      return add_events<breaker>(group, append);
    default:
      return unit{}; // In no list.
  }
}

/// Of customers and breakers only what their events say is ever shown: their state stays bare.
template <class State>
result<unit> history_reader::add_events(rows group, committed_append& append) {
  change<State> what;
  for (const auto& row : group) {
    auto decoded =
      persistence::decode_event<typename aggregate<State>::event>(row.type, row.payload);
    if (!decoded)
      return errc::history_unreadable;
    what.events.push_back(std::move(decoded->event));
  }
  what.after = std::make_shared<const State>();
  append.what = std::move(what);
  return unit{};
}

result<unit> history_reader::add_order(journal& from, rows group, committed_append& append) {
  auto start = before(from, group.front());
  if (!start)
    return start.error();
  auto after = std::make_shared<order>(*start->state);
  change<order> what;
  for (const auto& row : group) {
    auto decoded = evolve_by(*after, row);
    if (!decoded)
      return errc::history_unreadable;
    what.events.push_back(std::move(decoded->event));
    what.follows.push_back(decoded->meta.follows);
  }
  append.first_public_version = start->state->seen.version + 1;
  what.after = after;
  if (orders_.size() >= most_orders)
    orders_.clear();
  orders_[group.front().entity] = {after, group.back().version};
  append.what = std::move(what);
  return unit{};
}

/// The order just before a row: remembered, or folded from its first event.
result<history_reader::folded<order>> history_reader::before(journal& from, const event_row& row) {
  const auto known = orders_.find(row.entity);
  if (known != orders_.end() && known->second.version + 1 == row.version)
    return known->second;
  auto state = std::make_shared<order>();
  std::uint64_t version = 0;
  while (version + 1 < row.version) {
    const auto wanted = std::min<std::size_t>(rows_per_read, row.version - 1 - version);
    auto past = from.events_of(row.entity, version, wanted);
    if (!past)
      return past.error();
    for (const auto& each : *past) {
      if (each.version != version + 1 || !evolve_by(*state, each))
        return errc::history_unreadable;
      version = each.version;
    }
    if (past->empty())
      return errc::history_unreadable;
  }
  return folded<order>{std::move(state), version};
}

namespace {

/// The newest state of an entity. As where entities recover, a snapshot that cannot be used is
/// passed over.
template <class State>
result<fold<State>> newest_of(journal& from, const std::string& entity) {
  auto found = from.histories({&entity, 1});
  if (!found)
    return found.error();
  fold<State> newest;
  auto read = newest.read(found->front());
  if (read)
    return newest;
  if (!found->front().from)
    return read.error();
  newest = {};
  for (auto more = true; more;) {
    auto rows = from.events_of(entity, newest.version, rows_per_read);
    if (!rows)
      return rows.error();
    if (auto taken = newest.take(*rows); !taken)
      return taken.error();
    more = rows->size() == rows_per_read;
  }
  if (auto taken = newest.take_personal(found->front().personal, entity); !taken)
    return taken.error();
  return newest;
}

} // namespace

/// A topic tells of each event, the catalogue shows the newest state only: that is read once,
/// however many events are still to come.
template <class State>
result<unit> history_reader::add_newest(journal& from, rows group, committed_append& append,
                                        folded_by_entity<State>& newest) {
  change<State> what;
  for (const auto& row : group) { // One that cannot be read is in no topic; a snapshot may help.
    auto decoded =
      persistence::decode_event<typename aggregate<State>::event>(row.type, row.payload);
    what.events.push_back(decoded ? std::move(decoded->event) : std::nullopt);
  }
  auto& known = newest[group.front().entity];
  if (known.version < group.back().version) {
    auto read = newest_of<State>(from, group.front().entity);
    if (!read)
      return read.error();
    known = {read->now, read->version};
  }
  what.after = known.state;
  what.version_after = known.version;
  append.what = std::move(what);
  return unit{};
}

} // namespace baedal::actors
