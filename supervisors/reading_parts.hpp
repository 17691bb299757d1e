#pragma once

#include "actors/notifier.hpp"
#include "actors/projector.hpp"
#include "actors/relay.hpp"

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

/// What those are made of who read the journal and carry it elsewhere.
struct reading_parts {
  /// Opens a new, unconnected connection to all lists but the separate ones.
  std::function<std::unique_ptr<persistence::read_model>()> open_reads;
  std::vector<separate_reads> separate; ///< at most one of each list
  std::shared_ptr<actors::projection_progress> projection =
    std::make_shared<actors::projection_progress>();
  std::shared_ptr<gateways::event_sink> sink = {}; ///< none: topics are relayed nowhere
  /// An event as the sink gets it, see `actors::relay_setup`.
  std::function<std::vector<std::string>(const std::string&, const actors::topic_row&)> lines = {};
  std::chrono::milliseconds relay_every{200}; ///< how often new events are looked for
  std::shared_ptr<actors::relay_progress> relay = std::make_shared<actors::relay_progress>();
  gateways::notification_channels channels;
  actors::notifier_limits notifier = {};
  std::shared_ptr<actors::notification_counts> notified =
    std::make_shared<actors::notification_counts>();
};

/// That of the projector which enters notifications and messages.
std::shared_ptr<actors::projection_progress> progress_of_telling(const reading_parts& parts);

} // namespace baedal::supervisors
