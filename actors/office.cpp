#include "actors/office.hpp"

#include "actors/region_names.hpp"

#include <caf/all.hpp>

namespace baedal::actors {

namespace {

/// Sends to whoever is behind the name now; without anybody the message dies here and its reply
/// says `unavailable`.
template <class Message>
void post(const office::lookup& find, std::string_view name, Message message) {
  if (auto target = find(name))
    caf::anon_send(target, std::move(message));
}

} // namespace

office::office(lookup find, std::shared_ptr<catalogue> shelf, readers_of readers)
  : find_(std::move(find)), readers_(std::move(readers)), shelf_(std::move(shelf)) {
  // nop
}

template <class State>
void office::ask(command_message<State> message) const {
  post(find_, region_of(aggregate<State>::kind), std::move(message));
}

template <class State>
void office::read(read_message<State> message) const {
  post(find_, region_of(aggregate<State>::kind), std::move(message));
}

void office::history(history_message message) const {
  post(find_, "orders", std::move(message));
}

void office::query(query_message message) const {
  const auto pool = readers_ ? readers_(message) : std::string_view{"queries"};
  post(find_, pool, std::move(message));
}

void office::subscribe(subscribe_message message) const {
  post(find_, "hub", std::move(message));
}

void office::unsubscribe(unsubscribe_message message) const {
  post(find_, "hub", std::move(message));
}

void office::redeliver(redeliver_message message) const {
  post(find_, "notifier", std::move(message));
}

#define BAEDAL_OFFICE(state)                                                                       \
  template void office::ask<state>(command_message<state>) const;                                  \
  template void office::read<state>(read_message<state>) const;
BAEDAL_OFFICE(order)
BAEDAL_OFFICE(store)
BAEDAL_OFFICE(rider)
BAEDAL_OFFICE(customer)
BAEDAL_OFFICE(brand)
BAEDAL_OFFICE(sequence)
BAEDAL_OFFICE(breaker)
#undef BAEDAL_OFFICE

} // namespace baedal::actors
