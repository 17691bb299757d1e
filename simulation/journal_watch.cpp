#include "simulation/journal_watch.hpp"

#include "actors/fold.hpp"
#include "persistence/journal_session.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

constexpr std::size_t most_findings = 20;
constexpr std::size_t longest_story = 30;

} // namespace

void journal_watch::on_commit(const persistence::write_batch& batch) {
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
        follow<order>(row);
        break;
      case entity_kind::store:
        follow<store>(row);
        break;
      case entity_kind::rider:
        follow<rider>(row);
        break;
      case entity_kind::customer:
        follow<customer>(row);
        break;
      case entity_kind::brand:
        follow<brand>(row);
        break;
      case entity_kind::sequence:
        follow<sequence>(row);
        break;
      case entity_kind::breaker:
        follow<breaker>(row);
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
void journal_watch::follow(const persistence::event_row& row) {
  auto& known = std::get<by_key<State>>(all_)[row.entity];
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
  follow_request(known, row, decoded->meta, decoded->event.has_value());
  if (!decoded->event)
    return;
  const State before = known.now;
  evolve(known.now, *decoded->event, row.at);
  if constexpr (std::is_same_v<State, order>)
    book(ledgers_[row.entity], *decoded->event);
  if constexpr (std::is_same_v<State, store> || std::is_same_v<State, customer>
                || std::is_same_v<State, breaker>)
    follow_topic(known, before, *decoded->event, row);
  follow_view(known, before, row);
  check(before, known.now, row.entity);
}

/// I5 and I8: what a store's topic tells, and that it tells the units that are there.
void journal_watch::follow_topic(tracked<store>& known, const store& before,
                                 const store_event& event, const persistence::event_row& row) {
  const auto check_units = [&](const item_id& item, std::int64_t told) {
    if (told != unsold_units(known.now, item))
      report("I5", row.entity, row.type + " tells of " + std::to_string(told) + " " + item.value);
  };
  const auto check_moves = [&](const std::vector<stock_move>& moves) {
    for (const auto& each : moves)
      check_units(each.item, each.unsold);
  };
  std::visit(overloaded{
               [&](const item_defined& e) {
                 if (e.unsold)
                   check_units(e.item.id, *e.unsold);
               },
               [&](const units_committed& e) { check_moves(e.sold); },
               [&](const units_released& e) { check_moves(e.back); },
               [&](const units_returned& e) { check_moves(e.back); },
               [](const auto&) {},
             },
             event);
  if (auto entry = persistence::entry_of(event, known.now.card.id)) {
    entry->brand = known.now.card.brand;
    known.told.emplace(row.version, std::move(*entry));
    return;
  }
  for (const auto& [item, offered] : known.now.card.menu)
    if (const auto was = unsold_units(before, item), is = unsold_units(known.now, item);
        was && is && was != is)
      report("I5", row.entity, row.type + " does not tell of " + std::to_string(*is) + " "
                                 + item.value);
}

/// Which orders were counted, beside what its topic tells.
void journal_watch::follow_topic(tracked<customer>& known, const customer&,
                                 const customer_event& event, const persistence::event_row& row) {
  if (const auto* counts = std::get_if<completion_counted>(&event))
    known.counted.push_back(counts->order);
  if (auto entry = persistence::entry_of(event, known.now.seen.id))
    known.told.emplace(row.version, std::move(*entry));
}

void journal_watch::follow_topic(tracked<breaker>& known, const breaker&,
                                 const breaker_event& event, const persistence::event_row& row) {
  const auto& changed = known.changes.emplace_back(std::get<breaker_changed>(event));
  known.told.emplace(row.version, persistence::entry_of(changed));
}

/// I6: what a key, or another entity's obligation, causes is written once. A receiver that forgot
/// its sender may note a repeat that changed nothing.
template <class State>
void journal_watch::follow_request(tracked<State>& known, const persistence::event_row& row,
                                   const persistence::event_meta& meta, bool has_event) {
  if (meta.key) {
    auto& keys = known.keys;
    const auto forgotten = keys.size() - std::min(keys.size(), actors::remembered_keys);
    if (std::find(keys.begin() + static_cast<std::ptrdiff_t>(forgotten), keys.end(),
                  meta.key->key_hash)
        != keys.end())
      report("I6", row.entity, "the key " + meta.key->key_hash + " was served twice");
    keys.push_back(meta.key->key_hash);
  }
  if (!meta.cause)
    return;
  if (!has_event)
    known.noted.insert(meta.cause->sender);
  const bool fresh = known.causes.emplace(meta.cause->sender, meta.cause->number).second;
  if (!fresh && (has_event || !actors::aggregate<State>::harmless_repeats))
    report("I6", row.entity,
           "did number " + std::to_string(meta.cause->number) + " of " + meta.cause->sender
             + " twice");
}

/// I6: whoever holds a version knows the view. Only a store's stock moves beside it.
template <class State>
void journal_watch::follow_view(tracked<State>& known, const State& before,
                                const persistence::event_row& row) {
  const auto& was = actors::view_of(before);
  const auto& is = actors::view_of(known.now);
  if (!std::is_same_v<State, store> && is_visible(before) && was.version == is.version
      && !(was == is))
    report("I6", row.entity,
           "its view changed, and version " + std::to_string(is.version) + " did not");
  auto& shown = known.views[is.version];
  if (std::is_same_v<State, store> || shown.empty())
    shown.push_back(is);
  else
    shown.back() = is; // Steps before the order was placed have no version of their own.
  known.committed[still_.lived()] = is.version;
  if (is.version > was.version)
    known.shown.emplace_back(is.version, row.type);
}

order_ledger journal_watch::money_of(const std::string& entity) const {
  const auto known = ledgers_.find(entity);
  return known == ledgers_.end() ? order_ledger{} : known->second;
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
  auto line =
    std::to_string(still_.now().time_since_epoch().count()) + " v" + std::to_string(row.version);
  story.push_back(std::move(line) + " " + row.type + " " + row.payload.substr(0, 200));
  if (story.size() > longest_story)
    story.pop_front();
}

void journal_watch::report(std::string invariant, const std::string& entity, std::string what) {
  if (found_.size() < most_findings)
    found_.push_back({std::move(invariant), entity, std::move(what), still_.now(), {}});
}

} // namespace baedal::simulation
