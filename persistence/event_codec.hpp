#pragma once

#include "domain/brand.hpp"
#include "domain/breaker.hpp"
#include "domain/customer.hpp"
#include "domain/order.hpp"
#include "domain/rider.hpp"
#include "domain/sequence.hpp"
#include "domain/store.hpp"

#include <map>

namespace baedal::persistence {

/// The obligation that an event answers: the receiver's memory of it is the fold of these (D7).
struct event_cause {
  std::string sender; ///< text form of the sender's key
  std::uint64_t number = 0;
  errc answer = errc::none; ///< what the sender was told
  instant stamped{};        ///< the stamp's time, where the sender's clock was ahead

  friend bool operator==(const event_cause&, const event_cause&) = default;
};

/// What travels beside an event in its payload.
struct event_meta {
  std::optional<event_cause> cause; ///< on the first event that a command caused
  std::optional<idempotency> key;   ///< likewise
  std::string traceparent;          ///< on all events that go back to one request
  /// Public version of the entity's own event whose obligation was answered; 0: a client, a
  /// deadline or another entity led to this event.
  std::uint64_t follows = 0;
  /// "m": another event of the same append follows; a repeat answers at its end.
  bool more = false;

  friend bool operator==(const event_meta&, const event_meta&) = default;
};

struct encoded_event {
  std::string type;
  std::string payload;
};

/// `event` is absent for a "noted" record: bookkeeping of the wrapper alone (an obligation refused
/// or without effect).
template <class Event>
struct decoded_event {
  std::optional<Event> event;
  event_meta meta;
};

/// Event <-> JSON text. Type names are the events' C++ names ("order_placed"); the payload is
/// {"v":1,"d":{…},"c":…,"k":…,"t":…,"f":…,"m":1} with absent parts left out. Old payloads stay
/// readable: unknown members are ignored, missing ones take defaults.
/// Instantiated for the seven event variants.
template <class Event>
encoded_event encode_event(const Event& event, const event_meta& meta);
encoded_event encode_note(const event_meta& meta);
/// Refused with `history_unreadable` where type or payload make no sense. Never throws.
template <class Event>
result<decoded_event<Event>> decode_event(std::string_view type, std::string_view payload);

/// The data of a public event as history and topic show it: snake_case JSON object, no bookkeeping,
/// no token; for `order_placed` the whole placement in the public words (from `after` where the
/// event leaves it to the checkout).
std::string public_data(const order_event& event, const order& after);
/// The same for a brand's topic: with `order`, what a consumer needs to know of the order as it was
/// placed (store, customer, items, total; nothing personal).
std::string topic_data(const order_event& event, const order& after);

/// An event of a store, a customer or a breaker as a topic tells it.
struct topic_entry {
  std::string type; ///< "stock_committed", "customer_grade_raised", "breaker_opened" …
  order_id order;   ///< that it is about; empty for a product or a breaker
  brand_id brand;   ///< whose topic it is in; empty: the store's own
  std::string data; ///< JSON object
};
/// Of items whose units are counted: that one is put on sale or changed, that units of it are sold,
/// and that sold ones come back. Nothing for all else: while units are only reserved, nobody may
/// know of the order (requirements T0).
std::optional<topic_entry> entry_of(const store_event& event, const store_id& store);
/// That a customer's grade was raised. Nothing for all else, and for grades from before they named
/// the order that earned them.
std::optional<topic_entry> entry_of(const customer_event& event, const customer_id& customer);
/// That a circuit breaker opened, is half open or closed, in the operators' topic.
topic_entry entry_of(const breaker_changed& event);
/// "order_placed"; the name of the alternative that the event holds.
template <class Event>
std::string_view type_of(const Event& event);

/// State <-> JSON for snapshots. For all but orders, which are short and have none.
template <class State>
std::string encode_state(const State& state);
template <class State>
result<State> decode_state(std::string_view text);

/// Personal members by name ("name", "phone", "address", "area", "lat", "lon", "note"), with the
/// salt of their hash.
struct personal_data {
  std::map<std::string, std::string> members;
  std::string salt; ///< 32 hex digits

  friend bool operator==(const personal_data&, const personal_data&) = default;
};
std::string encode_personal(const personal_data& data);
result<personal_data> decode_personal(std::string_view text);
/// SHA-256 in hex over salt and members.
std::string personal_hash(const personal_data& data);

} // namespace baedal::persistence
