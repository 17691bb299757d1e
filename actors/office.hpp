#pragma once

#include "actors/catalogue.hpp"
#include "actors/hub.hpp"
#include "actors/protocol.hpp"
#include "actors/queries.hpp"

#include <caf/actor.hpp>

#include <functional>
#include <string_view>

namespace baedal::actors {

/// The one way from threads into the actors: every call sends one message and returns at once; the
/// reply is completed later, from any thread. A name that has no actor at the moment makes the
/// reply answer `unavailable`.
class office {
public:
  /// Finds the current incarnation behind a name ("orders", "stores", …, "hub"); invalid
  /// if there is none.
  using lookup = std::function<caf::actor(std::string_view)>;

  /// The name of the pool that has the list which a query asks for.
  using readers_of = std::function<std::string_view(const query_message&)>;

  /// Without `readers` all lists are read at "queries".
  office(lookup find, std::shared_ptr<catalogue> shelf, readers_of readers = {});

  template <class State>
  void ask(command_message<State> message) const;
  template <class State>
  void read(read_message<State> message) const;
  void history(history_message message) const;
  void query(query_message message) const;
  void subscribe(subscribe_message message) const;
  void unsubscribe(unsubscribe_message message) const;
  void redeliver(redeliver_message message) const;

  const catalogue& shelf() const { return *shelf_; }

private:
  lookup find_;
  readers_of readers_;
  std::shared_ptr<catalogue> shelf_;
};

} // namespace baedal::actors
