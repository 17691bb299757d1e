#pragma once

#include "actors/journal_protocol.hpp"
#include "actors/shared_breaker.hpp"
#include "gateways/payment_gateway.hpp"
#include "supervisors/address_book.hpp"
#include "supervisors/entity_region.hpp"
#include "supervisors/reading_parts.hpp"
#include "supervisors/tree.hpp"

namespace baedal::supervisors {

/// What the workers of a node's core are made of: ports to the outside, and what the parts of one
/// node share. The real node and the simulated one differ in the ports only.
struct core_parts : reading_parts {
  std::string incarnation; ///< unique per process start
  /// Open new, unconnected connections.
  std::function<std::unique_ptr<persistence::journal>()> open_journal;
  std::shared_ptr<gateways::payment_gateway> gateway;
  actors::world* time = &actors::real_world();
  bool own_threads = true;                 ///< false: blocking workers run on the scheduler
  std::chrono::milliseconds idle{120'000}; ///< unused for so long, an entity may passivate
  std::uint64_t snapshot_every = 200;      ///< versions, at least
  std::size_t gateway_workers = 16;        ///< calls to the payment gateway at once
  std::size_t most_awake = 200'000;        ///< entities of one kind
  region_limits regions = {};
  /// See `actors::journal_writer_setup`.
  std::function<bool(int attempt)> pause = {};

  std::shared_ptr<address_book> book = std::make_shared<address_book>();
  std::shared_ptr<actors::catalogue> shelf = std::make_shared<actors::catalogue>();
  std::shared_ptr<actors::counters> count = std::make_shared<actors::counters>();
  /// In front of the payment gateway; it outlives the desk.
  std::shared_ptr<actors::shared_breaker> breaker =
    std::make_shared<actors::shared_breaker>("payments", actors::breaker_settings{}, *time);
  /// How often it is looked for changes of its state that are not yet in the journal.
  std::chrono::milliseconds breaker_every{500};
  std::shared_ptr<actors::journal_status> journal = std::make_shared<actors::journal_status>();
};

/// How each worker of the core is started; the edge's is left open.
starters core_starters(std::shared_ptr<const core_parts> parts);

} // namespace baedal::supervisors
