#include "actors/fold.hpp"

#include "actors/past_walk.hpp"
#include "persistence/json_writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace baedal::actors {

using nlohmann::json;
using persistence::event_row;

namespace {

/// {"inbox":[[sender, number, answer, heard], …],"keys":[[key, body, version], …],"state":…}, put
/// together as text: a busy entity remembers thousands of senders.
std::string snapshot_text(const std::map<std::string, inbox_entry>& inbox,
                          const std::vector<remembered_key>& keys, const std::string& state) {
  std::string out = "{\"inbox\":[";
  for (const auto& [sender, entry] : inbox) {
    out += out.back() == '[' ? "[" : ",[";
    persistence::put_text(out, sender);
    out += ',' + std::to_string(entry.number) + ',' + std::to_string(static_cast<int>(entry.answer))
           + ',' + std::to_string(entry.heard.time_since_epoch().count()) + ']';
  }
  out += "],\"keys\":[";
  for (const auto& entry : keys) {
    out += out.back() == '[' ? "[" : ",[";
    persistence::put_text(out, entry.key.key_hash);
    out += ',';
    persistence::put_text(out, entry.key.body_hash);
    out += ',' + std::to_string(entry.version) + ']';
  }
  return out + "],\"state\":" + state + '}';
}

/// How many parts of a state grow with the entity's history.
std::size_t entries_of(const store& state) {
  return state.reservations.size() + state.card.menu.size() + state.card.retired.size();
}
template <class State>
std::size_t entries_of(const State&) {
  return 0;
}

void read_wrapper_memory(const json& from, std::map<std::string, inbox_entry>& inbox,
                         std::vector<remembered_key>& keys) {
  for (const auto& entry : from.at("inbox")) {
    const auto sender = entry.at(0).get<std::string>();
    inbox[sender] = {sender, entry.at(1).get<std::uint64_t>(),
                     static_cast<errc>(entry.at(2).get<int>()),
                     instant{std::chrono::milliseconds{entry.at(3).get<std::int64_t>()}}};
  }
  for (const auto& entry : from.at("keys"))
    keys.push_back({{entry.at(0).get<std::string>(), entry.at(1).get<std::string>()},
                    entry.at(2).get<std::uint64_t>()});
}

/// The hash of the personal row that goes with a state; empty where there is nothing personal.
const std::string& hash_held_by(const order& state) {
  static const std::string none;
  return state.placed ? state.placed->personal_hash : none;
}
const std::string& hash_held_by(const rider& state) {
  return state.personal_hash;
}
const std::string& hash_held_by(const customer& state) {
  return state.personal_hash;
}
template <class State>
std::string hash_held_by(const State&) {
  return {}; // Stores, brands, sequences and breakers hold nothing personal.
}

/// A row without members is one that was erased.
template <class State>
bool goes_with(const persistence::personal_data& row, const State& state) {
  return row.members.empty() || persistence::personal_hash(row) == hash_held_by(state);
}

/// Whose history this is, for people.
std::string entity_of(const persistence::history& from) {
  if (from.from)
    return from.from->entity;
  return from.events.empty() ? std::string{"an empty history"} : from.events.front().entity;
}

/// Takes the state from a snapshot. False where it is none of this program's folds, or cannot be
/// read.
template <class State>
bool start_from(const persistence::snapshot& taken, fold<State>& into) {
  if constexpr (aggregate<State>::snapshots) {
    if (taken.fold_version != fold_version)
      return false;
    const auto whole = json::parse(taken.state, nullptr, false);
    if (!whole.is_object() || !whole.contains("state"))
      return false;
    auto state = persistence::decode_state<State>(whole.at("state").dump());
    if (!state)
      return false;
    try {
      read_wrapper_memory(whole, into.inbox, into.keys);
    } catch (const json::exception&) {
      return false;
    }
    into.now = std::make_shared<const State>(std::move(*state));
    into.version = into.snapshot_at = taken.version;
    into.hash = taken.hash;
    return true;
  }
  return false;
}

} // namespace

template <class State>
result<unit> fold<State>::read(const persistence::history& from) {
  *this = fold<State>{};
  if (from.from && !start_from(*from.from, *this))
    return unreadable(from.from->entity, from.from->version, "the snapshot cannot be used");
  if (auto taken = take(from.events); !taken)
    return taken;
  return take_personal(from.personal, entity_of(from));
}

template <class State>
result<unit> fold<State>::take(std::span<const event_row> rows) {
  auto next = std::make_shared<State>(*now);
  for (const auto& row : rows) {
    if (row.version <= version)
      continue;
    if (row.version != version + 1)
      return unreadable(row.entity, row.version, "an event is missing before it");
    if (persistence::chain_hash(hash, row) != row.hash)
      return unreadable(row.entity, row.version, "the hash chain is broken");
    auto decoded = persistence::decode_event<event>(row.type, row.payload);
    if (!decoded)
      return unreadable(row.entity, row.version, decoded.error().detail);
    if (decoded->event) {
      const auto before = standing_of(*next);
      evolve(*next, *decoded->event, row.at);
      follow(*next, before, decoded->meta.traceparent);
    }
    version = row.version;
    hash = row.hash;
    remember(decoded->meta, row.at, version);
  }
  now = std::move(next);
  return unit{};
}

template <class State>
result<unit> fold<State>::take_personal(const std::optional<std::string>& row,
                                        const std::string& entity) {
  if (!row)
    return unit{}; // There never was one, or it was erased; one without members is as good.
  auto data = persistence::decode_personal(*row);
  if (!data || !goes_with(*data, *now))
    return unreadable(entity, version, "the personal row is not the one that was hashed");
  personal = std::move(*data);
  return unit{};
}

template <class State>
void fold<State>::remember(const persistence::event_meta& meta, instant at,
                           std::uint64_t at_version) {
  if (meta.cause) {
    auto& known = inbox[meta.cause->sender];
    if (meta.cause->number >= known.number)
      known = {meta.cause->sender, meta.cause->number, meta.cause->answer,
               std::max(at, meta.cause->stamped)};
  }
  if (meta.key) {
    keys.push_back({*meta.key, at_version});
    if (keys.size() > remembered_keys)
      keys.erase(keys.begin());
  }
}

template <class State>
void fold<State>::follow(const State& after, const standing& before,
                         const std::string& traceparent) {
  if constexpr (std::is_same_v<State, order>) {
    const bool is_told = is_visible(after) && after.seen.version > before.version;
    const auto follows = is_told ? after.seen.version : 0;
    if (!traceparent.empty() || follows > 0)
      for (const auto& owe : after.owed)
        if (owe.number > before.obligation)
          traces.push_back({owe.number, traceparent, follows});
    std::erase_if(traces, [&](const traced_obligation& traced) {
      return std::none_of(after.owed.begin(), after.owed.end(),
                          [&](const obligation& owe) { return owe.number == traced.number; });
    });
  }
}

template <class State>
traced_obligation fold<State>::trace_of(std::uint64_t obligation) const {
  const auto known = std::find_if(traces.begin(), traces.end(),
                                  [&](const auto& traced) { return traced.number == obligation; });
  return known == traces.end() ? traced_obligation{obligation, {}, 0} : *known;
}

template <class State>
const inbox_entry* fold<State>::last_from(const std::string& sender) const {
  const auto known = inbox.find(sender);
  return known == inbox.end() ? nullptr : &known->second;
}

template <class State>
const remembered_key* fold<State>::find_key(const std::string& key_hash) const {
  const auto known = std::find_if(
    keys.begin(), keys.end(), [&](const auto& entry) { return entry.key.key_hash == key_hash; });
  return known == keys.end() ? nullptr : &*known;
}

template <class State>
bool fold<State>::snapshot_is_due(std::uint64_t every) const {
  const std::uint64_t entries = inbox.size() + entries_of(*now);
  return aggregate<State>::snapshots && version - snapshot_at >= std::max(every, entries);
}

template <class State>
void fold<State>::forget_silent() {
  if constexpr (aggregate<State>::harmless_repeats)
    std::erase_if(inbox, [&](const auto& known) {
      return now->last_event_at - known.second.heard > inbox_memory;
    });
}

template <class State>
persistence::snapshot fold<State>::snapshot_of(const std::string& entity) const {
  persistence::snapshot taken{entity, version, hash, fold_version, {}};
  if constexpr (aggregate<State>::snapshots)
    taken.state = snapshot_text(inbox, keys, persistence::encode_state(*now));
  return taken;
}

void lay_over(order_view& view, const persistence::personal_data& personal) {
  const auto text_of = [&](const char* name) {
    const auto member = personal.members.find(name);
    return member == personal.members.end() ? std::string{} : member->second;
  };
  view.customer_name = text_of("name");
  view.phone = text_of("phone");
  view.address_text = text_of("address");
  view.address_area = text_of("area");
  view.note = text_of("note");
  if (const auto lat = text_of("lat"), lon = text_of("lon"); !lat.empty() && !lon.empty())
    view.address_at =
      geo_point{std::strtod(lat.c_str(), nullptr), std::strtod(lon.c_str(), nullptr)};
}

void lay_over(rider_view& view, const persistence::personal_data& personal) {
  if (const auto name = personal.members.find("name"); name != personal.members.end())
    view.name = name->second;
}

void lay_over(customer_view& view, const persistence::personal_data& personal) {
  for (const auto& [name, text] : personal.members) {
    if (name == "name")
      view.name = text;
    else if (name == "phone")
      view.phone = text;
    else if (name == "address")
      view.address_text = text;
  }
}

template struct fold<order>;
template struct fold<store>;
template struct fold<rider>;
template struct fold<customer>;
template struct fold<brand>;
template struct fold<sequence>;
template struct fold<breaker>;

} // namespace baedal::actors
