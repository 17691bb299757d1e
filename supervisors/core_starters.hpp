#pragma once

#include "actors/catalogue.hpp"
#include "actors/counters.hpp"
#include "actors/journal_protocol.hpp"
#include "actors/projector.hpp"
#include "actors/relay.hpp"
#include "gateways/payment_gateway.hpp"
#include "supervisors/address_book.hpp"
#include "supervisors/tree.hpp"

namespace baedal::supervisors {

/// A list of the read models in a database of its own, with a projector and readers of its own.
struct separate_reads {
  persistence::read_list which = persistence::read_list::delivery;
  std::function<std::unique_ptr<persistence::read_model>()> open;
  std::shared_ptr<actors::projection_progress> progress =
    std::make_shared<actors::projection_progress>();
};

/// The names of its actors in the tree and in the address book, "projections_delivery".
std::string projections_of(persistence::read_list which);
std::string queries_of(persistence::read_list which);

/// What the workers of a node's core are made of: ports to the outside, and what the parts of one
/// node share. The real node and the simulated one differ in the ports only.
struct core_parts {
  std::string incarnation; ///< unique per process start
  /// Open new, unconnected connections.
  std::function<std::unique_ptr<persistence::journal>()> open_journal;
  std::function<std::unique_ptr<persistence::read_model>()> open_reads;
  std::vector<separate_reads> separate; ///< at most one of each list
  std::shared_ptr<gateways::payment_gateway> gateway;
  actors::world* time = &actors::real_world();
  bool own_threads = true;                 ///< false: blocking workers run on the scheduler
  std::chrono::milliseconds idle{120'000}; ///< unused for so long, an entity may passivate
  std::uint64_t snapshot_every = 200;      ///< versions, at least
  /// See `actors::journal_writer_setup`.
  std::function<bool(int attempt)> pause = {};

  std::shared_ptr<address_book> book = std::make_shared<address_book>();
  std::shared_ptr<actors::catalogue> shelf = std::make_shared<actors::catalogue>();
  std::shared_ptr<actors::counters> count = std::make_shared<actors::counters>();
  std::shared_ptr<actors::journal_status> journal = std::make_shared<actors::journal_status>();
  std::shared_ptr<gateways::event_sink> sink = {}; ///< none: topics are relayed nowhere
  /// An event as the sink gets it, see `actors::relay_setup`.
  std::function<std::vector<std::string>(const std::string&, const actors::topic_row&)> lines = {};
  std::shared_ptr<actors::relay_progress> relay = std::make_shared<actors::relay_progress>();
  std::shared_ptr<actors::projection_progress> projection =
    std::make_shared<actors::projection_progress>();
};

/// How each worker of the core is started; the edge's is left open.
starters core_starters(std::shared_ptr<const core_parts> parts);

} // namespace baedal::supervisors
