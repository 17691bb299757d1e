#pragma once

#include "supervisors/child_spec.hpp"

namespace baedal::supervisors {

/// A worker that only some nodes have.
struct named_starter {
  std::string id;
  starter start;
};

/// How each worker of the product is started; filled in by node/, which alone knows everybody.
struct starters {
  starter journal;
  starter payments;
  starter brands;
  starter customers;
  starter stores;
  starter riders;
  starter sequences;
  starter breakers;
  starter orders;
  starter projections;
  starter queries;
  starter hub;
  starter relay = {}; ///< may be empty: nothing is relayed then
  std::vector<named_starter> separate = {}; ///< readers of lists in databases of their own
  starter notifier;
  starter breaker_reporter;
  starter wakeups;
  starter front_door;
};

/// The whole tree of a node, as data.
child_spec node_tree(const starters& start);

} // namespace baedal::supervisors
