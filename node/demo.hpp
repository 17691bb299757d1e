#pragma once

#include "node/node_parts.hpp"
#include "node/patient_office.hpp"

namespace baedal::node {

/// The demo data of `--demo`: a store with a menu per brand (`demo-<brand>`), riders `rider-1` to
/// `rider-3` on line in area "yeongdeungpo", customers `customer-1` to `customer-3`. What
/// exists is left as it is, so stock and prices survive a second start; what is missing is added,
/// so a load that was cut short is finished.
result<unit> load_demo(const node_parts& parts, const patient_office& office);

} // namespace baedal::node
