#pragma once

#include "actors/catalogue.hpp"
#include "actors/counters.hpp"
#include "actors/world.hpp"

#include <caf/actor.hpp>

#include <chrono>
#include <functional>
#include <string_view>

namespace baedal::actors {

/// What all entities of a node share.
struct entity_setup {
  /// The current incarnation behind a name ("journal", "payments", "stores", …); invalid if there
  /// is none.
  std::function<caf::actor(std::string_view)> find;
  std::shared_ptr<catalogue> shelf;
  std::shared_ptr<counters> count;
  world* time = nullptr;
  std::size_t most_waiting = 1'000;        ///< commands waiting per entity; beyond it `overloaded`
  std::size_t most_in_region = 20'000;     ///< commands in flight per region
  std::size_t most_awake = 200'000;        ///< entities of one kind; beyond it some sleep early
  std::chrono::milliseconds idle{120'000}; ///< unused for so long, an entity may passivate
  std::uint64_t snapshot_every = 200;      ///< versions between snapshots
  std::chrono::milliseconds first_retry{200}; ///< of an obligation; doubles up to `last_retry`
  std::chrono::milliseconds last_retry{30'000};
};

/// Region -> entity: may you passivate now? The entity ends with reason `normal`, or answers
/// `stays`.
struct ask_to_sleep {};
/// Entity -> region: not now.
struct stays_awake {
  std::string id;
};

/// Entity -> region: it has no history and nothing to do; it may be asked to sleep at once.
struct has_nothing {
  std::string id;
};

/// Whether an entity can have a history. One whose id was drawn just now needs none read; should
/// it have one all the same, its first append fails and the next incarnation reads it.
enum class ancestry : std::uint8_t { read_history, newborn };

/// Spawns one incarnation of an entity; `region` keeps it and is asked before it passivates.
template <class State>
caf::actor spawn_entity(caf::actor_system& system, std::string id, caf::actor region,
                        std::shared_ptr<const entity_setup> setup,
                        ancestry past = ancestry::read_history);

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::ask_to_sleep)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::stays_awake)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::has_nothing)
