#pragma once

#include "domain/result.hpp"
#include "simulation/plan.hpp"

namespace baedal::simulation {

/// A plan as a JSON document, to keep a world that once broke something: unlike its seed it stays
/// the same when failpoints or rules are added.
std::string to_json(const plan& what);

/// Refused with the reason where the document is no plan.
result<plan> read_plan(const std::string& document);

/// Rules from a JSON document: {"kinds": ["kill_node", …], "points": ["journal.refuses", …],
/// "most_troubles": n, "orders": [fewest, most], "calm": 0 to 100}, every member optional. Points
/// with their chances of 10,000, {"journal.refuses": 200}, are on in all worlds that are not calm.
/// Refused with the member's name where it makes no sense.
result<plan_rules> read_rules(const std::string& document, plan_rules otherwise);

} // namespace baedal::simulation
