#pragma once

#include "domain/result.hpp"
#include "simulation/plan.hpp"

namespace baedal::simulation {

/// A plan as a JSON document, to keep a world that once broke something: unlike its seed it stays
/// the same when failpoints or rules are added.
std::string to_json(const plan& what);

/// Refused with the reason where the document is no plan.
result<plan> read_plan(const std::string& document);

} // namespace baedal::simulation
