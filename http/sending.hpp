#pragma once

#include "actors/office.hpp"
#include "http/api_parts.hpp"
#include "http/caller.hpp"
#include "http/cursor.hpp"
#include "http/entity_tag.hpp"
#include "http/exchange.hpp"
#include "http/keys_in_flight.hpp"

namespace baedal::http {

/// The way back for a request to the actors: what they answer completes the exchange, a value
/// through `show`. `stay` ends before, so that whoever was answered may use the key again.
template <class T, class Show>
actors::reply<T> reply_to(exchange_ptr to, Show show, std::shared_ptr<void> stay = {}) {
  return actors::reply<T>{
    [to = std::move(to), show = std::move(show), stay = std::move(stay)](auto outcome) mutable {
      stay.reset();
      if (outcome)
        to->complete(show(*std::move(outcome)));
      else
        to->refuse(outcome.error());
    }};
}

/// What a command needs beside its exchange.
template <class State>
struct outgoing {
  std::string id;
  typename actors::aggregate<State>::command command;
  std::map<std::string, std::string> personal = {};
};

/// Sends a command to its entity. From here on silence means that it may be done; for a repeat,
/// that the first request with its key is still being served.
template <class State, class Show>
void send(const api_parts& parts, const exchange_ptr& to, outgoing<State> what, Show show) {
  using view = typename actors::aggregate<State>::view;
  auto from = read_caller(to->in());
  if (!from) {
    to->refuse(from.fault());
    return;
  }
  keys_in_flight::visit visit;
  if (from->key)
    visit = parts.keys->enter(what.id + '\n' + from->key->key_hash);
  auto back = reply_to<actors::answer<view>>(to, std::move(show), std::move(visit.stay));
  parts.office->ask<State>({std::move(what.id), std::move(what.command), std::move(*from), {},
                            std::move(what.personal), std::move(back)});
  if (visit.repeated)
    to->if_unanswered(errc::request_in_progress);
  else
    to->mark_handed_over();
}

/// The present view of an entity, or 304 where the client has it.
template <class State, class Show>
void show_entity(const api_parts& parts, const exchange_ptr& to, std::string id, Show show) {
  using view = typename actors::aggregate<State>::view;
  auto back = reply_to<view>(to, [to, show = std::move(show)](view seen) {
    if (is_known_to_client(to->in(), seen.version))
      return not_modified(seen.version);
    const auto version = seen.version;
    return with_entity_tag(json(200, show(seen)), version);
  });
  parts.office->read<State>({std::move(id), {}, std::move(back)});
}

/// The answer of a PUT: 201 where it made the entity.
template <class View, class Show>
response put_answer(const actors::answer<View>& told, Show show) {
  return with_entity_tag(json(told.created ? 201 : 200, show(told.view)), told.view.version);
}

/// The id that a path names, if anything can have such an id: control characters and endless names
/// are not passed on.
std::optional<std::string> path_id(const request& in, std::string_view parameter);

/// A handler for the entity that the path's `parameter` names; an impossible id is `unknown`.
handler with_id(std::string_view parameter, errc unknown,
                std::function<void(const exchange_ptr&, std::string)> then);

} // namespace baedal::http
