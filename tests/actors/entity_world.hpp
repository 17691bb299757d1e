#pragma once

#include "actors/entity_setup.hpp"
#include "actors/fold.hpp"
#include "actors/journal_protocol.hpp"
#include "actors/protocol.hpp"
#include "actors/shared_breaker.hpp"
#include "persistence/memory_journal.hpp"
#include "tests/actors/moody_gateway.hpp"
#include "tests/support/still_world.hpp"

namespace baedal::test {

/// A whole node's actors in one thread, in virtual time, over a memory journal and a moody gateway:
/// regions of every kind, the writer, the gateway desk and the wakeup service. One seed is one run.
class entity_world {
public:
  explicit entity_world(std::uint64_t seed,
                        std::chrono::milliseconds idle = std::chrono::seconds{120});
  ~entity_world();

  /// Kills everything and starts again over the same journal and gateway: what kill -9 leaves.
  void restart();
  /// Kills one entity's actor, if it is awake, as a crash would; or a whole region by its name.
  void kill(std::string_view name);

  /// Kills a region and starts its next incarnation at its down message, as its supervisor does,
  /// while its entities have not noticed yet.
  void replace_region(const std::string& name);

  void settle() { still.settle(); }
  void advance(std::chrono::milliseconds by) { still.advance(by); }

  template <class State>
  using answer_ptr =
    std::shared_ptr<std::optional<result<actors::answer<typename actors::aggregate<State>::view>>>>;

  /// Sends a command and answers where its outcome will stand.
  template <class State>
  answer_ptr<State> tell(std::string id, typename actors::aggregate<State>::command command,
                         actors::caller from = {},
                         std::map<std::string, std::string> personal = {});
  template <class State>
  std::optional<result<typename actors::aggregate<State>::view>>
  read(std::string id, std::optional<std::uint64_t> version = {});
  result<actors::history_page> history(std::string id, std::uint64_t after = 0,
                                       std::size_t limit = 500);

  /// Defines the five brands and a store "s-<brand>" of each, with items "a" (1000 won) and "b"
  /// (2500 won, 5 in stock).
  void open_shops();
  /// A placing as the edge would send it.
  place_order placing(const std::string& brand_name, const std::string& order,
                      const std::string& item = "a", const std::string& token = "tok_ok",
                      bool keyed = true) const;

  /// The fold of what the journal holds, not of what an actor remembers.
  template <class State>
  actors::fold<State> folded(const std::string& id) const;
  order journaled(const std::string& id) const { return *folded<order>(id).now; }

  /// The present incarnation behind a name of the tree.
  [[nodiscard]] caf::actor find(std::string_view name) const;

  still_world still;
  std::shared_ptr<persistence::memory_store> rows = std::make_shared<persistence::memory_store>();
  std::shared_ptr<persistence::memory_faults> faults =
    std::make_shared<persistence::memory_faults>();
  std::shared_ptr<moody_gateway> gateway = std::make_shared<moody_gateway>();
  std::shared_ptr<actors::shared_breaker> breaker; ///< a test may put another in, then restart
  std::shared_ptr<actors::catalogue> shelf = std::make_shared<actors::catalogue>();
  std::shared_ptr<actors::counters> count = std::make_shared<actors::counters>();
  std::shared_ptr<actors::journal_status> status = std::make_shared<actors::journal_status>();
  std::size_t most_awake = 200'000;       ///< of one kind, from the next restart on
  std::chrono::milliseconds call_time{0}; ///< that half a call of the journal takes
  int patience = 5;                       ///< attempts to reconnect before an outcome is unknown

private:
  class virtual_world;
  void start();
  void stop();

  std::unique_ptr<virtual_world> time_;
  std::chrono::milliseconds idle_;
  std::uint64_t incarnation_ = 0;
  std::map<std::string, caf::actor, std::less<>> book_;
  std::shared_ptr<actors::entity_setup> setup_;
  std::map<std::string, std::function<void()>> start_region_;
};

} // namespace baedal::test
