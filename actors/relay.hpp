#pragma once

#include "actors/queries.hpp"
#include "actors/world.hpp"
#include "gateways/event_sink.hpp"
#include "persistence/read_model.hpp"

#include <atomic>

namespace baedal::actors {

/// How far a relay is, for metrics. Written by it alone.
struct relay_progress {
  std::atomic<std::uint64_t> events{0};   ///< published, repeats included
  std::atomic<std::uint64_t> failures{0}; ///< turns that sink or read model refused
  std::atomic<bool> reachable{false};     ///< the last turn went well
};

struct relay_setup {
  /// Opens a new, unconnected connection; called in the worker's thread.
  std::function<std::unique_ptr<persistence::read_model>()> open_reads;
  std::shared_ptr<gateways::event_sink> sink;
  /// The topics that are relayed, asked at every look.
  std::function<std::vector<std::string>()> topics;
  /// What an event looks like outside: none, one or several records' values.
  std::function<std::vector<std::string>(const std::string& topic, const topic_row&)> lines;
  std::string consumer = "kafka"; ///< whose positions these are
  std::shared_ptr<relay_progress> progress;
  std::chrono::milliseconds look_every{200};
  std::size_t most_per_turn = 500; ///< events of one topic
  world* time = &real_world();
  bool own_thread = true; ///< false: it runs on the scheduler (tests)
};

/// Spawns the relay: carries topics into a sink, each from the position behind which it
/// stopped, in order. At least once: a position is stored after the sink has taken what stands
/// before it, so a crash in between repeats, under the same ids. Whatever is away is asked again,
/// after a while that grows to 5 s; the node does its work meanwhile. Blocks, so it is detached.
caf::actor spawn_relay(caf::actor_system& system, relay_setup setup);

} // namespace baedal::actors
