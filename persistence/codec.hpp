#pragma once

#include "persistence/event_codec.hpp"
#include "persistence/json_reader.hpp"
#include "persistence/json_writer.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace baedal::persistence {

// What the codecs of all aggregates share. An aggregate's own .cpp lists the names and members of
// its events and instantiates these templates.

/// The names of an event variant's alternatives, in their order.
template <class Event>
struct event_names;

/// The type of a record that holds no event.
inline constexpr std::string_view noted = "noted";
inline constexpr std::int32_t payload_version = 1;

template <class Via, class X, class T>
  requires std::is_empty_v<T>
void members(of<T>, Via&, X&) {
  // nop
}

template <class Via, class X>
void members(of<event_cause>, Via& via, X& x) {
  via.need("s", x.sender).need("n", x.number).may("a", x.answer).may("l", x.stamped);
}

template <class Via, class X>
void members(of<idempotency>, Via& via, X& x) {
  via.need("k", x.key_hash).need("b", x.body_hash);
}

/// Appends the members of the meta data to the payload object.
void write_meta(json_writer& payload, const event_meta& meta);
/// False where they make no sense.
bool read_meta(json_reader& payload, event_meta& meta);

template <class Event>
std::string_view type_of(const Event& event) {
  static_assert(event_names<Event>::list.size() == std::variant_size_v<Event>);
  return event_names<Event>::list[event.index()];
}

template <class Event>
encoded_event encode_event(const Event& event, const event_meta& meta) {
  constexpr std::string_view nothing = ",\"d\":{}";
  encoded_event out{std::string{type_of(event)}, {}};
  out.payload.reserve(768);
  json_writer payload{out.payload};
  payload.need("v", payload_version);
  std::visit([&](const auto& each) { payload.need("d", each); }, event);
  if (out.payload.ends_with(nothing))
    out.payload.resize(out.payload.size() - nothing.size());
  write_meta(payload, meta);
  payload.close();
  return out;
}

/// Reads the data into the alternative number `index`.
template <class Event, std::size_t... Each>
bool read_alternative(std::size_t index, json_node data, std::optional<Event>& out,
                      std::index_sequence<Each...>) {
  const auto read = [&](auto position) {
    constexpr auto here = decltype(position)::value;
    auto& event = std::get<here>(out.emplace(std::in_place_index<here>));
    json_reader reader{data};
    members(of<std::variant_alternative_t<here, Event>>{}, reader, event);
    return reader.good();
  };
  bool good = false;
  ((Each == index ? void(good = read(std::integral_constant<std::size_t, Each>{})) : void()), ...);
  return good;
}

template <class Event>
bool read_payload(std::string_view type, std::string_view text, decoded_event<Event>& out) {
  const json_tree tree{text};
  json_reader payload{tree.root()};
  std::int32_t version = 0;
  payload.need("v", version);
  if (!payload.good() || version != payload_version || !read_meta(payload, out.meta))
    return false;
  if (type == noted)
    return true;
  const auto data = tree.root().member("d");
  if (data && !data.is_object())
    return false;
  const auto& names = event_names<Event>::list;
  const auto index = std::find(names.begin(), names.end(), type) - names.begin();
  return read_alternative(static_cast<std::size_t>(index), data, out.event,
                          std::make_index_sequence<std::variant_size_v<Event>>{});
}

template <class Event>
result<decoded_event<Event>> decode_event(std::string_view type, std::string_view payload) {
  try {
    decoded_event<Event> out;
    if (read_payload(type, payload, out))
      return out;
  } catch (const std::exception&) { // Whatever the JSON library finds to object to.
  }
  return refusal{errc::history_unreadable, "cannot decode an event of type " + std::string{type}};
}

template <class State>
std::string encode_state(const State& state) {
  return to_json(state);
}

template <class State>
result<State> decode_state(std::string_view text) {
  try {
    if (auto state = from_json<State>(text))
      return std::move(*state);
  } catch (const std::exception&) { // As above.
  }
  return refusal{errc::history_unreadable, "cannot decode a snapshot"};
}

} // namespace baedal::persistence
