#pragma once

#include "supervisors/child_spec.hpp"

namespace baedal::supervisors {

/// How each worker of the product is started; filled in by node/, which alone knows everybody.
struct starters {
  starter journal;
  starter payments;
  starter brands;
  starter customers;
  starter stores;
  starter riders;
  starter sequences;
  starter orders;
  starter projections;
  starter queries;
  starter hub;
  starter notifier;
  starter wakeups;
  starter front_door;
};

/// The whole tree of a node, as data.
child_spec node_tree(const starters& start);

} // namespace baedal::supervisors
